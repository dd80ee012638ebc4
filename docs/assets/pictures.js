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

function ask(show) {
  const held = show.closest(".held");
  const frame = frameFor(show);
  const said = held.querySelector(".held-host").cloneNode();
  said.setAttribute("role", "status");
  const image = document.createElement("img");
  image.referrerPolicy = "no-referrer";
  image.decoding = "async";
  image.tabIndex = -1;
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
  image.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const show = event.target.closest?.(".held-show");
  if (!show || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  ask(show);
});
