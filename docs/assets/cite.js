// Citing: the reader's own day of access, copying, and files for reference managers.
(() => {
  const MEDIA = { bib: "application/x-bibtex", ris: "application/x-research-info-systems", json: "application/vnd.citationstyles.csl+json" };
  const box = document.querySelector(".cite");
  if (!box) return;

  box.querySelector(".cite-scripted").hidden = false;

  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  for (const place of box.querySelectorAll(".accessed")) {
    const { before, after, separator } = place.dataset;
    const width = "padded" in place.dataset ? 2 : 1;
    place.textContent = before + day.map((part) => String(part).padStart(width, "0")).join(separator) + after;
  }

  // Lines of RIS end as they do in the standard.
  const fileOf = (text, ending) => (ending === "ris" ? text.textContent.replace(/\r?\n/g, "\r\n") : `${text.textContent}\n`);

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false; // Then the words are selected, and the reader copies them.
    }
  }

  for (const one of box.querySelectorAll(".cite-one")) {
    const text = one.querySelector(".cite-text");
    const said = one.querySelector(".cite-said");
    one.querySelector(".cite-tools").hidden = false;
    one.querySelector(".cite-copy").addEventListener("click", async ({ currentTarget: button }) => {
      const done = await copied(text.textContent);
      if (!done) getSelection().selectAllChildren(text);
      said.textContent = done ? button.dataset.done : button.dataset.byHand;
    });
    one.querySelector(".cite-save")?.addEventListener("click", ({ currentTarget: button }) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([fileOf(text, one.dataset.ending)], { type: MEDIA[one.dataset.ending] }));
      link.download = button.dataset.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    });
  }

  const open = () => {
    if (location.hash === "#cite") box.open = true;
  };
  addEventListener("hashchange", open);
  open();
})();
