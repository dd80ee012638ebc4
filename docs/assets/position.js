// Where the reader was in a long article: kept in this tab alone, and gone when it is closed.
(() => {
  const SCREENS = 2; // Shorter articles are found again by a glance.
  const DONE = 0.95;
  const article = document.querySelector(".article");
  const prose = article?.querySelector(".prose");
  const box = document.querySelector(".resume");
  if (!prose || !box) return;
  const key = `reader-at:${article.dataset.slug}`;
  const link = box.querySelector("a");
  const paragraphs = () => [...prose.querySelectorAll("[id^='p-']")];

  function recall() {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  }

  function remember() {
    const box = prose.getBoundingClientRect();
    const read = (innerHeight - box.top) / box.height;
    const at = paragraphs().find((each) => each.getBoundingClientRect().bottom > 80);
    try {
      if (box.height < SCREENS * innerHeight || box.top > 0 || read > DONE || !at) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, at.id);
    } catch {
      // Then the reader scrolls.
    }
  }

  const there = recall() && document.getElementById(recall());
  if (there && !location.hash && scrollY < innerHeight / 2) {
    link.hash = there.id;
    box.hidden = false;
    link.addEventListener("click", () => { box.hidden = true; });
  }
  addEventListener("pagehide", remember);
})();
