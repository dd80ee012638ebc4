// Pictures that wait to be asked for: shown in a frame that is laid out before they come, so that nothing
// moves when they do. No request says where the reader was.

const UNKNOWN = [3, 2];

function frameFor(show) {
  const { width, height } = show.dataset;
  const frame = document.createElement("span");
  frame.className = "held-frame";
  const known = width > 0 && height > 0;
  const [across, down] = known ? [width, height] : UNKNOWN;
  frame.style.aspectRatio = `${across} / ${down}`;
  if (known) frame.style.maxWidth = `min(100%, ${width}px)`;
  return frame;
}

// With `among`, one of all that were asked for at once: it comes when the reader is near, and says nothing.
function ask(show, among = false) {
  const held = show.closest(".held");
  const frame = frameFor(show);
  const said = held.querySelector(".held-host").cloneNode();
  if (!among) said.setAttribute("role", "status");
  const image = document.createElement("img");
  image.referrerPolicy = "no-referrer";
  image.decoding = "async";
  image.tabIndex = -1;
  if (among) image.loading = "lazy";
  image.alt = show.dataset.alt;
  image.addEventListener("load", () => {
    said.remove();
    // Only a tall picture of unknown size takes more room than it was given: it would be too small to read.
    if (!show.dataset.width && image.naturalHeight > image.naturalWidth) {
      frame.style.aspectRatio = `${image.naturalWidth} / ${image.naturalHeight}`;
      frame.style.maxWidth = `min(100%, ${image.naturalWidth}px)`;
    }
  });
  image.addEventListener("error", () => {
    const told = held.querySelector(".held-host");
    told.setAttribute("role", "status");
    const focused = document.activeElement === image;
    frame.replaceWith(held);
    told.textContent = show.dataset.failed;
    if (focused) show.focus();
  });
  frame.append(image, said);
  held.replaceWith(frame);
  said.textContent = show.dataset.waits;
  image.src = show.href;
  if (!among) image.focus({ preventScroll: true });
}

function askForAll() {
  const [first, ...others] = document.querySelectorAll(".prose .held-show");
  others.forEach((show) => ask(show, true));
  if (first) ask(first);
}

document.addEventListener("click", (event) => {
  const show = event.target.closest?.(".held-show, .held-all");
  if (!show || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (show.matches(".held-all")) askForAll();
  else ask(show);
  const offer = document.querySelector(".held-all");
  if (offer && !document.querySelector(".prose .held-show")) offer.hidden = true;
});
