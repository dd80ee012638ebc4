// Looks at a page as a browser has built it: names whatever could run, load, post, or stand in the site's way.
() => {
  const found = [];
  const tell = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 300)}`);
  const own = (address) => new URL(address, document.baseURI).origin === location.origin;
  const text = ".prose, .plain, .note-body, .row, .ways, .card, h1";
  const foreign = "script, style, iframe, frame, object, embed, applet, portal, fencedframe, link, meta, base, form, input, "
    + "button, select, textarea, template, noscript, svg, math, video, audio, source, track, param, dialog, map, area, "
    + "marquee, canvas, slot, title, xmp, plaintext, listing, noembed, noframes";
  for (const place of document.querySelectorAll(text)) {
    for (const element of place.querySelectorAll(foreign)) tell("element", element);
  }
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on") || name === "srcdoc" || name === "ping") tell(name, element);
      if (name === "style" && !/^text-align: (left|right|center);$/.test(value)) tell("style", element);
      const loads = ["src", "srcset", "poster", "background", "data", "action", "formaction", "xlink:href", "manifest"];
      if (loads.includes(name) && !own(value)) tell(name, element);
      if (name === "name" && element.closest(text)) tell("name", element);
    }
    if (element.matches("a[href], area[href]")) {
      if (!["http:", "https:", "mailto:", ":"].includes(element.protocol)) tell("protocol", element);
      // A colon alone is what an address has that cannot be read, and leads nowhere.
      const away = /^https?:$/.test(element.protocol) && element.origin !== location.origin;
      if (away && !["noopener", "noreferrer"].every((word) => element.relList.contains(word))) tell("rel", element);
      if (away && !element.matches(".outward, .held-show")) tell("unmarked", element);
      if (element.target && !element.matches(".annotate-go")) tell("target", element);
    }
    if (element.matches("script:not([src])") && !/^application\/(ld\+)?json$/.test(element.type)) tell("inline", element);
    if (element.matches("link") && !own(element.href) && element.rel !== "canonical") tell("link", element);
    if (element.matches("base, object, embed, iframe, frame, style, meta[http-equiv=refresh i]")) tell("element", element);
    if (element.shadowRoot) tell("shadow root", element);
  }
  for (const block of document.querySelectorAll("script[type='application/ld+json']")) {
    try {
      JSON.parse(block.textContent);
    } catch {
      tell("broken JSON", block);
    }
  }
  if (document.getElementById("find")?.localName !== "dialog") found.push("the search box is not to be found");
  if (document.documentElement.namespaceURI === null || document.compatMode !== "CSS1Compat") found.push("quirks");
  return found;
}
