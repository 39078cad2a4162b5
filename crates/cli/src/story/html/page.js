"use strict";
// Shows the passages that an item comes from: beside it on a wide screen, in a sheet at the bottom on a narrow one.
// All that is shown is taken from the sources' texts on this page, as text and never as markup.
(() => {
  // How much of a source's text is shown around a passage, in UTF-16 code units, and how far apart passages are shown apart.
  const CONTEXT = 180;
  const APART = 500;
  // How long the mouse rests on an item before its passages are shown, in milliseconds: it crosses others on its way.
  const REST = 140;

  const panel = document.getElementById("panel");
  const body = panel.querySelector(".panel-body");
  const hint = body.firstElementChild;
  const wide = window.matchMedia("(min-width: 64rem)");
  let shown = null;
  let held = false;
  let resting = 0;

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  const places = (link) =>
    link.dataset.at.split(" ").map((place) => {
      const [from, to] = place.split("-").map(Number);
      return { from, to };
    });

  // Splits passages that stand far apart, so that not all between them is shown.
  const runs = (list) => {
    const made = [];
    for (const place of list) {
      const last = made.at(-1);
      if (last && place.from - last.at(-1).to < APART) last.push(place);
      else made.push([place]);
    }
    return made;
  };

  // The words around a passage, from one space to another.
  const before = (text, from) => {
    const start = Math.max(0, from - CONTEXT);
    const cut = text.slice(start, from);
    return start === 0 ? cut : "… " + cut.slice(cut.search(/\s/) + 1);
  };
  const after = (text, to) => {
    const end = Math.min(text.length, to + CONTEXT);
    const cut = text.slice(to, end);
    return end === text.length ? cut : cut.replace(/\s\S*$/, "") + " …";
  };

  // Sets paragraphs apart. Where a text has blank lines, its other line ends are those of wrapped lines.
  const spaced = (text, words) =>
    /\n[^\S\n]*\n/.test(text)
      ? words.replace(/\s*\n[^\S\n]*\n\s*/g, "\u0000").replace(/\s*\n\s*/g, " ").replace(/\u0000/g, "\n\n")
      : words.replace(/\s*\n\s*/g, "\n\n");

  const excerpt = (source, run) => {
    const text = source.textContent;
    const add = (words) => made.append(spaced(text, words));
    const made = element("p", "excerpt");
    made.dir = "auto";
    if (source.lang) made.lang = source.lang;
    add(before(text, run[0].from).trimStart());
    run.forEach((place, index) => {
      if (index > 0) add(text.slice(run[index - 1].to, place.from));
      made.append(element("mark", "", spaced(text, text.slice(place.from, place.to))));
    });
    add(after(text, run.at(-1).to).trimEnd());
    return made;
  };

  const passage = (link) => {
    const number = link.dataset.source;
    const source = document.getElementById("text-" + number);
    const entry = document.getElementById("s" + number);
    const made = element("section", "passage");
    made.append(element("h3", "", number + " " + entry.querySelector("cite").textContent));
    const title = entry.querySelector(".title");
    const time = entry.querySelector("time");
    const about = [title && title.textContent, time && time.textContent].filter(Boolean).join(", ");
    if (about) made.append(element("p", "about", about));
    for (const run of runs(places(link))) made.append(excerpt(source, run));
    const whole = element("a", "whole", "Read in the full text");
    whole.href = link.getAttribute("href");
    made.append(whole);
    return made;
  };

  const mark = (links) => {
    document.querySelectorAll(".cited.on").forEach((piece) => piece.classList.remove("on"));
    for (const link of links) {
      const pieces = document.querySelectorAll("#text-" + link.dataset.source + " .cited");
      const list = places(link);
      for (const piece of pieces) {
        const { from, to } = piece.dataset;
        if (list.some((place) => place.from <= from && to <= place.to)) piece.classList.add("on");
      }
    }
  };

  const show = (item, only) => {
    const all = [...item.querySelectorAll("a.link")];
    if (all.length === 0) return;
    // The link in question comes first; the others of the item follow.
    const links = only ? [only, ...all.filter((link) => link !== only)] : all;
    if (shown) shown.classList.remove("on");
    shown = item;
    item.classList.add("on");
    body.replaceChildren(...links.map(passage));
    body.scrollTop = 0;
    mark(links);
    panel.classList.add("open");
  };

  const close = () => {
    clearTimeout(resting);
    held = false;
    if (shown) shown.classList.remove("on", "held");
    shown = null;
    mark([]);
    body.replaceChildren(hint);
    panel.classList.remove("open");
  };

  // Scrolls what was chosen out from under the sheet.
  const uncover = (chosen) => {
    if (wide.matches) return;
    const room = panel.getBoundingClientRect().top;
    const place = chosen.getBoundingClientRect();
    if (place.bottom > room) window.scrollBy(0, Math.min(place.bottom - room, place.top) + 12);
  };

  const hold = (item, only) => {
    if (shown) shown.classList.remove("held");
    show(item, only);
    held = true;
    item.classList.add("held");
  };

  const within = (event) => event.target.closest(".item");

  document.addEventListener("pointerover", (event) => {
    clearTimeout(resting);
    const item = within(event);
    if (!item || item === shown || held || event.pointerType !== "mouse" || !wide.matches) return;
    resting = setTimeout(() => show(item), REST);
  });

  document.addEventListener("focusin", (event) => {
    const link = event.target.closest("a.link");
    // A tap focuses too, and is answered by its click.
    if (!link || !link.matches(":focus-visible")) return;
    held = false;
    if (shown) shown.classList.remove("held");
    show(within(event), link);
    uncover(link);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest(".close")) return close();
    const link = event.target.closest("a");
    if (link && link.classList.contains("whole")) {
      // The passage stays marked where it is read.
      const details = document.querySelector(link.getAttribute("href"))?.closest("details");
      if (details) details.open = true;
      if (!wide.matches) panel.classList.remove("open");
      return undefined;
    }
    const item = within(event);
    if (!item || (link && !link.classList.contains("link")) || String(window.getSelection())) return undefined;
    // On a narrow screen a link opens the sheet, which has the link to the full text; a keyboard's Enter has no pointer.
    if (link && !wide.matches && event.detail > 0) event.preventDefault();
    if (held && item === shown && !link) close();
    else {
      hold(item, link);
      uncover(item);
    }
    return undefined;
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  // What is folded is printed too, and folded again afterwards.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("#single details:not([open])")];
    folded.forEach((details) => { details.open = true; });
  });
  window.addEventListener("afterprint", () => folded.forEach((details) => { details.open = false; }));

  document.documentElement.classList.add("js");
  panel.hidden = false;
})();
