// What the pages do beyond showing text: theme, search.

const root = document.documentElement;

function otherTheme() {
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  return dark ? "light" : "dark";
}

document.querySelector("[data-theme][type=button]")?.addEventListener("click", () => {
  root.dataset.theme = otherTheme();
  try {
    localStorage.setItem("reader-theme", root.dataset.theme);
  } catch {
    // Then the choice lasts for this page.
  }
});

// The explanation of a term goes away on Escape, and comes back with the next move.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") root.classList.add("hushed");
});
for (const move of ["pointermove", "focusin"]) {
  document.addEventListener(move, () => root.classList.remove("hushed"), { passive: true });
}

// The search is loaded when it is first asked for.
const here = document.currentScript.src;
const find = document.getElementById("find");
let loaded;

async function openFind(words) {
  if (!find.open) find.showModal();
  find.querySelector(".find-words").select();
  loaded ??= import(new URL("find/find.js", here).href);
  try {
    (await loaded).ready(typeof words === "string" ? words : undefined);
  } catch {
    loaded = undefined;
    find.querySelector(".find-state").textContent = find.dataset.failed;
  }
}

// A search that was left for one of its results stands in the address.
const left = new URLSearchParams(location.search).get("find");
if (left !== null) openFind(left);

document.addEventListener("click", (event) => {
  const asks = event.target.closest?.("[data-find]");
  if (asks) openFind(asks.dataset.find);
});
find.querySelector(".find-form").addEventListener("submit", (event) => event.preventDefault());
find.querySelector(".find-close").addEventListener("click", () => find.close());
find.addEventListener("click", (event) => {
  if (event.target === find) find.close();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const asks = (event.key === "/" && !typing) || (event.key === "k" && (event.ctrlKey || event.metaKey));
  if (asks) {
    event.preventDefault();
    openFind();
  }
});
