// Puts the reader's choice of light or dark in force before anything is drawn.
(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    const choice = localStorage.getItem("reader-theme");
    if (choice) root.dataset.theme = choice;
  } catch {
    // A browser that keeps nothing follows the system.
  }
})();
