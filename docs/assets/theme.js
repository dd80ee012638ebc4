// What has to be in force before anything is drawn: the rule for scripts, the choice of light or dark.
(() => {
  // Where browsers know of trusted types, no script makes HTML out of text, and none is loaded from elsewhere.
  globalThis.trustedTypes?.createPolicy("default", {
    createScriptURL: (url) => (new URL(url, location.href).origin === location.origin ? url : null),
  });
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    const choice = localStorage.getItem("reader-theme");
    if (choice) root.dataset.theme = choice;
  } catch {
    // A browser that keeps nothing follows the system.
  }
})();
