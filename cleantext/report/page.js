"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const main = document.querySelector("main");
  const count = new Intl.NumberFormat("en");
  const state = { words: "", cleaner: "" };
  const filters = []; // functions that show what fits the state, and return [shown, all] if they count documents

  // All text of the corpus goes through here, and so becomes text nodes, never markup.
  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...children.flat(3).filter((child) => child || child === 0));
    return element;
  }
  const n = (number) => count.format(number);
  const percent = (share) => (share > 0 && share < 0.001 ? "<0.1" : (share * 100).toFixed(share < 0.1 && share ? 1 : 0)) + " %";
  const plural = (number, word) => `${n(number)} ${word}${number === 1 ? "" : "s"}`;
  const about = new Map(data.cleaners.map((cleaner) => [cleaner.name, cleaner]));

  // What cannot be seen is spelt out where it was changed.
  const SIGNS = { "\n": "↵", " ": "␣", "\t": "⇥" };
  const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|[^\S\n\t ]/gu;
  const code = (character) => "U+" + character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  function seen(text) {
    if (!/\S/u.test(text.replace(UNSEEN, ""))) {
      const signs = [];
      for (const character of text) {
        const sign = SIGNS[character] || code(character);
        const last = signs[signs.length - 1];
        if (last && last[0] === sign) last[1] += 1;
        else signs.push([sign, 1]);
      }
      return signs.map(([sign, times]) => h("span", { class: "sign" }, times > 3 ? `${sign}×${times}` : sign.repeat(times)));
    }
    const pieces = [];
    let done = 0;
    for (const match of text.matchAll(UNSEEN)) {
      if (match[0] === "\n" || match[0] === "\t") continue;
      pieces.push(text.slice(done, match.index), h("span", { class: "sign" }, code(match[0])));
      done = match.index + match[0].length;
    }
    return [...pieces, text.slice(done).replace(/\n+$/, "")];
  }
  const cut = (tag, text, by = []) => text && h(tag, {
    "data-break": /^\s*\n\s*$/.test(text),
    "data-by": by.length ? ` ${by.map(([name]) => name).join(" ")} ` : null, class: tag === "del" && by.some(([, field]) => field) ? "moved" : null,
  }, seen(text));

  const section = (id, title, text) => {
    const found = h("section", { id }, h("h2", {}, title), text && h("p", { class: "soft" }, text));
    main.append(found);
    return found;
  };
  const fits = (words) => !state.words || words.toLowerCase().includes(state.words);
  const ofCleaner = (names) => !state.cleaner || names.includes(state.cleaner);
  const chip = (name) =>
    h("button", { class: "chip", type: "button", "data-cleaner": name, onclick: (event) => { event.preventDefault(); choose(name); } }, name);

  // ---- head
  const contents = h("p", { class: "contents" });
  document.querySelector("header.top").append(
    h("h1", {}, data.title),
    h("p", { class: "soft small words" }, data.about),
    h("dl", { class: "numbers" }, data.numbers.map(([label, value, hint]) =>
      h("div", {}, h("dt", {}, label), h("dd", {}, typeof value === "number" ? n(value) : value, hint && h("small", {}, hint))))),
    h("div", {}, data.notes.map((note) => h("p", { class: "note" }, note))),
    contents,
  );

  // ---- filters
  const search = h("input", { type: "search", placeholder: "Search documents, edits, reasons", "aria-label": "Search" });
  const effects = { remove: "removes words", repair: "restores what was written", normalise: "another form", "": "other" };
  const select = h("select", { "aria-label": "Cleaner" }, h("option", { value: "" }, "All cleaners"),
    Object.entries(effects).map(([effect, meaning]) => {
      const those = data.cleaners.filter((cleaner) => cleaner.effect === effect).map((cleaner) => cleaner.name).sort();
      return those.length && h("optgroup", { label: meaning }, those.map((name) => h("option", { value: name }, name)));
    }).filter(Boolean));
  const shown = h("output", {});
  const view = h("button", { type: "button", class: "wide", "aria-pressed": "false", onclick: () => {
    const marked = document.body.classList.toggle("marked");
    view.setAttribute("aria-pressed", marked);
    view.textContent = marked ? "Side by side" : "One column";
  } }, "One column");
  const theme = h("button", { type: "button", title: "Light or dark", "aria-label": "Light or dark", onclick: () => {
    const root = document.documentElement;
    const dark = (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    root.dataset.theme = dark ? "light" : "dark";
  } }, "◐");
  document.querySelector(".tools").append(search, select, view, theme, shown);
  search.addEventListener("input", () => { state.words = search.value.trim().toLowerCase(); update(); });
  select.addEventListener("change", () => { state.cleaner = select.value; update(); });
  function choose(name) {
    state.cleaner = state.cleaner === name ? "" : name;
    select.value = state.cleaner;
    update();
  }

  // ---- cleaners
  // Of a whole line, the lines above and below are the context.
  function around(left, words, right) {
    const lines = (text) => text.split("\n").filter((line) => line.trim());
    const above = left && !left.endsWith("\n") ? left.split("\n").pop() : (lines(left).pop() || "") + "\n";
    const ends = words.endsWith("\n") || right.startsWith("\n");
    const below = ends ? "\n" + (lines(right)[0] || "") : right.split("\n")[0];
    const cutAbove = above === left && left.length >= 70 ? "…" : "";
    const cutBelow = below === right && right.length >= 70 ? "…" : "";
    return [above.trim() ? cutAbove + above : "", below.trim() ? below + cutBelow : ""].map((text) => text && h("span", { class: "soft" }, text));
  }
  function example([left, before, after, right, field, why, id], times) {
    const [above, below] = around(left, before || after, right);
    return h("div", { class: "example" },
      h("div", { class: "words", dir: "auto" }, above,
        before === after && field ? h("mark", {}, seen(before)) : [cut("del", before, field ? [["", field]] : []), cut("ins", after)], below),
      h("div", { class: "from" }, [field && `kept as ${field}`, why, times > 1 && `${n(times)} times`, id && `in ${id}`].filter(Boolean).join(" · ")));
  }
  if (data.cleaners.length) {
    const found = section("cleaners", "Cleaners", data.cleaners_text);
    const most = Math.max(1, ...data.cleaners.map((cleaner) => cleaner[data.weight] || 0));
    const rows = data.cleaners.map((cleaner) => {
      const words = [cleaner.name, cleaner.about, ...cleaner.examples.map(([, values]) => values.join(" "))].join(" ");
      const more = h("tr", { class: "more", hidden: true });
      const name = h("button", { class: "plain", type: "button", "aria-expanded": "false", onclick: () => open(more.hidden) }, cleaner.name);
      const row = h("tr", { class: "cleaner", "data-cleaner": cleaner.name },
        h("td", { class: "name" }, name),
        h("td", {}, cleaner.about, " ", cleaner.effect && h("span", { class: `effect ${cleaner.effect}` }, cleaner.effect)),
        h("td", { class: "share" }, cleaner[data.weight] > 0 ? bar(cleaner[data.weight] / most) : ""),
        data.columns.map(([key, label]) => h("td", { class: "num", "data-label": label }, n(cleaner[key] || 0))));
      function open(wanted) {
        if (wanted && !more.firstChild) {
          const few = cleaner.examples.map(([times, values]) => example(values, times));
          more.append(h("td", { colspan: 3 + data.columns.length },
            few.length ? few : h("p", { class: "soft" }, "No example."),
            cleaner.more && h("p", { class: "soft small" }, "A sample; there are more.")));
        }
        more.hidden = !wanted;
        row.classList.toggle("open", wanted);
        name.setAttribute("aria-expanded", wanted);
      }
      filters.push(() => {
        row.hidden = !(ofCleaner([cleaner.name]) && fits(words));
        if (row.hidden) more.hidden = true;
        else if (state.cleaner) open(true);
      });
      return [row, more];
    });
    found.append(h("table", {}, h("thead", {}, h("tr", {}, h("th", {}, "Cleaner"), h("th", {}, "What it does"), h("th", {}, data.weight_label),
      data.columns.map(([, label]) => h("th", { class: "num" }, label)))), h("tbody", {}, rows)));
  }
  function bar(share) {
    const track = h("span", { class: "track" });
    track.style.width = `${Math.max(0.5, share * 100)}%`;
    return track;
  }

  // ---- chart
  const cards = data.documents.map(card);
  if (data.shares && data.few) {
    const lists = data.documents.map((document, index) => ({ document, index, share: Math.max(0, document.in - document.out) / (document.in || 1) }));
    if (lists.length > 1) {
      const most = Math.max(0.01, ...lists.map(({ share }) => share));
      section("shares", "Share removed from each document").append(h("div", { class: "bars" }, lists.map(({ document, index, share }) => {
        const line = h("i", {});
        line.style.width = `${(share / most) * 100}%`;
        return [h("button", { class: "plain", type: "button", onclick: () => cards[index].show() }, document.id || "document"), line, h("span", { class: "num" }, percent(share))];
      })));
    }
  } else if (data.shares && data.documents.length) {
    const lost = data.shares.slice(1);
    const most = Math.max(1, ...lost);
    const found = section("shares", "Share removed from each document",
      (data.shares[0] ? `${plural(data.shares[0], "document")} lost nothing. The others, ` : "Documents, ") + "by the share of their characters that went:");
    found.append(h("div", { class: "chart", role: "img", "aria-label": lost.map((number, index) => `${index * 5} to ${index * 5 + 5} %: ${number}`).join(", ") },
      lost.map((number, index) => {
        const column = h("span", {});
        column.style.height = `${number ? Math.max(1, (number / most) * 82) : 0}%`;
        return h("div", { title: `${index * 5}–${index * 5 + 5} %: ${plural(number, "document")}` }, h("b", {}, number ? n(number) : ""), column);
      })), h("div", { class: "scale", "aria-hidden": "true" }, ["0 %", "25 %", "50 %", "75 %", "100 %"].map((label) => h("span", {}, label))));
  }

  // ---- documents
  const MOST_SIGNS = 9; // of white space, at the end of a line
  function rowsOf(parts) {
    const rows = [];
    let row;
    const begin = () => { row = { l: [], r: [], u: [], why: [], breaks: [], signs: { l: 0, r: 0, u: 0 }, left: "", right: "", changed: false }; };
    const close = () => {
      const last = rows[rows.length - 1];
      if (row.changed && last && !last.gap && !row.left.trim() && !row.right.trim()) join(last);
      else if (row.l.length || row.r.length) rows.push(row);
      begin();
    };
    // White space that went or came is a sign at the end of the line before, not a line of its own.
    const join = (last) => {
      for (const side of ["l", "r", "u"]) {
        for (const mark of row[side].filter((piece) => piece.nodeType)) {
          mark.title = row.why.map(([name]) => name).join(", ");
          delete mark.dataset.break;
          if (last.signs[side] < MOST_SIGNS) last[side].push(mark);
          last.signs[side] += 1;
        }
      }
      last.breaks.push(...row.why);
    };
    const startsLine = (index) => {
      for (const part of parts.slice(index)) {
        if (typeof part === "string") return part.startsWith("\n");
        if (!Array.isArray(part)) return true;
        if (part[1]) return part[1].startsWith("\n");
      }
      return true;
    };
    const atLineEnd = (text) => !text || text.endsWith("\n");
    begin();
    parts.forEach((part, index) => {
      if (typeof part === "string") {
        for (const line of part.match(/[^\n]*\n|[^\n]+/g) || []) {
          row.l.push(line); row.r.push(line); row.u.push(line); row.left += line; row.right += line;
          if (line.endsWith("\n")) close();
        }
      } else if (typeof part === "number") {
        close();
        rows.push({ gap: `${n(part)} unchanged characters, not in this report` });
      } else if (!Array.isArray(part)) {
        close();
        rows.push({ gap: `the rest, ${plural(part.rest, "character")} with ${plural(part.changes, "change")}, is not in this report` });
      } else {
        const [before, after, by] = part;
        if (!after && before.startsWith("\n") && row.right && startsLine(index + 1)) close();
        row.changed = true;
        row.why.push(...by);
        if (before === after) {
          row.l.push(before); row.r.push(before); row.u.push(before); row.left += before; row.right += before;
        } else {
          row.l.push(cut("del", before, by)); row.r.push(cut("ins", after, by)); row.left += before; row.right += after;
          row.u.push(cut("del", before, by), cut("ins", after, by));
        }
        if (atLineEnd(row.left) && atLineEnd(row.right)) close();
      }
    });
    close();
    return rows;
  }
  const isBlank = (row) => !row.gap && !row.changed && !row.right.trim();
  function reasons(row) {
    const by = new Map();
    for (const [name, field, why] of row.why.length ? row.why : row.breaks) {
      if (!by.has(name)) by.set(name, { fields: new Set(), whys: new Set() });
      if (field) by.get(name).fields.add(field);
      if (why) by.get(name).whys.add(why);
    }
    return [...by].map(([name, { fields, whys }]) => h("span", {}, h("b", {}, name),
      fields.size ? ` → ${[...fields].join(", ")}` : "", whys.size ? `: ${[...whys].slice(0, 3).join("; ")}` : ""));
  }
  function cells(row) {
    if (row.gap) return [h("div", { class: "fold" }, row.gap)];
    const still = row.changed ? "" : " still";
    const more = (signs) => signs > MOST_SIGNS && h("span", { class: "sign soft" }, ` +${n(signs - MOST_SIGNS)}`);
    const isBreak = (piece) => piece.nodeType && piece.dataset.break;
    const trimmed = (pieces, broken = true) => {
      const all = pieces.filter(Boolean);
      const words = all.flatMap((piece, index) => (broken && isBreak(piece) && index < all.length - 1 && !isBreak(all[index + 1]) ? [piece, "\n"] : [piece]));
      let end = words.length - 1;
      while (end > 0 && words[end].title) end -= 1; // before the signs of line breaks
      if (typeof words[end] === "string") words[end] = words[end].replace(/\n$/, "");
      return words;
    };
    return [
      h("div", { class: `l words${still}`, dir: "auto" }, trimmed(row.l), more(row.signs.l)),
      h("div", { class: `r words${still}`, dir: "auto" }, trimmed(row.r), more(row.signs.r)),
      h("div", { class: `u words${still}`, dir: "auto" }, trimmed(row.u, false), more(row.signs.u)),
      h("div", { class: "w" }, reasons(row)),
    ];
  }
  function body(document) {
    const grid = h("div", { class: "pair" }, h("div", { class: "head l" }, data.left), h("div", { class: "head r" }, data.right),
      h("div", { class: "head u" }, ""), h("div", { class: "head w wide" }, "Why"));
    const rows = rowsOf(document.parts).filter((row) => !isBlank(row));
    let index = 0;
    while (index < rows.length) {
      let end = index;
      while (end < rows.length && !rows[end].changed && !rows[end].gap) end += 1;
      const from = index === 0 ? 0 : index + 1;
      const to = end === rows.length ? end : end - 1;
      if (to - from < 2 || rows.length < 6) {
        for (const row of rows.slice(index, Math.max(end, index + 1))) grid.append(...cells(row));
        index = Math.max(end, index + 1);
        continue;
      }
      for (const row of rows.slice(index, from)) grid.append(...cells(row));
      const hidden = rows.slice(from, to);
      const fold = h("div", { class: "fold" });
      fold.append(h("button", { class: "plain", type: "button", onclick: () => { fold.replaceWith(...hidden.flatMap(cells)); } },
        `${plural(hidden.length, "unchanged paragraph")}`));
      grid.append(fold);
      for (const row of rows.slice(to, end)) grid.append(...cells(row));
      index = end;
    }
    return [
      document.failed.map((reason) => h("p", { class: "note" }, "Left alone by ", reason)),
      document.facts.length && h("dl", { class: "facts" }, document.facts.map(([name, before, after]) =>
        h("div", {}, h("dt", {}, name), h("dd", { dir: "auto" }, before && h("del", {}, before), before && " ", after ? (before ? h("ins", {}, after) : after) : "")))),
      grid,
      document.flags.length && [h("h3", {}, "Flags"), document.flags.map((flag) => doubt(flag))],
    ].filter(Boolean);
  }
  function doubt([left, words, right, reason, proposal, cleaner, id], times) {
    return h("div", { class: "example" },
      words && words.length < 380 && h("div", { class: "words", dir: "auto" }, h("span", { class: "soft" }, left.split("\n").pop()), h("mark", {}, seen(words)),
        proposal && [" ", h("ins", {}, seen(proposal)), " "], h("span", { class: "soft" }, right.split("\n")[0])),
      h("div", { class: "from" }, [`${cleaner}: ${reason}`, times > 1 && `${n(times)} times`, id && `in ${id}`].filter(Boolean).join(" · ")));
  }
  function card(document) {
    const names = [...new Set([...document.parts.flatMap((part) => (Array.isArray(part) ? part[2].map(([name]) => name) : [])), ...document.flags.map((flag) => flag[5])])];
    const words = [document.id, ...document.parts.flatMap((part) => (typeof part === "string" ? part : Array.isArray(part) ? [part[0], "\n", part[1], "\n", part[2].flat().join("\n"), "\n"] : " ")),
      ...document.facts.map((fact) => fact.join(" ")), ...document.flags.map((flag) => flag.join(" ")), ...document.failed].join("");
    const delta = document.in ? (document.out - document.in) / document.in : 0;
    const change = delta < 0 ? `−${percent(-delta)}` : delta > 0 ? `+${percent(delta)}` : "";
    const made = [];
    function element() {
      const details = h("details", { class: "document" }, h("summary", {},
        h("span", { class: "id" }, document.id || "document"),
        h("span", { class: "soft small" }, names.length || change ? `${n(document.in)} → ${n(document.out)} characters ${change && `(${change})`}` : `${n(document.in)} characters, unchanged`),
        document.flags.length ? h("span", { class: "small" }, h("mark", {}, plural(document.flags.length, "flag"))) : "",
        document.failed.length ? h("span", { class: "small" }, h("mark", {}, "a cleaner failed")) : "",
        names.length ? h("span", { class: "chips" }, names.map(chip)) : ""));
      const fill = () => {
        if (details.open && !details.querySelector(".body")) {
          details.append(h("div", { class: "body" }, body(document)));
          dim(details);
        }
      };
      details.addEventListener("toggle", fill);
      made.push(details);
      details.fill = fill;
      return details;
    }
    return {
      element,
      fits: () => ofCleaner(names) && fits(words),
      show: () => { made[0].open = true; made[0].fill(); made[0].scrollIntoView({ block: "start" }); },
    };
  }
  for (const { id, title, text, documents } of data.lists) {
    const found = section(id, title, text);
    const opener = h("button", { class: "plain", type: "button", onclick: () => {
      const wanted = those.some(({ details }) => !details.hidden && !details.open);
      for (const { details } of those) if (!details.hidden) { details.open = wanted; details.fill(); }
    } }, "Open or close all");
    const none = h("p", { class: "soft", hidden: true }, "No document fits the search.");
    const those = documents.map((index) => ({ index, details: cards[index].element() }));
    if (id === data.lists[0].id) found.append(h("p", { class: "small" }, data.legend.map(([tag, kind, words]) => [h(tag, { class: kind }, words), " "])));
    found.append(opener, none, ...those.map(({ details }) => details));
    if (documents.length <= 12 && id === data.lists[0].id) for (const { details } of those) { details.open = true; details.fill(); }
    filters.push(() => {
      let number = 0;
      for (const { index, details } of those) {
        details.hidden = !cards[index].fits();
        number += !details.hidden;
      }
      none.hidden = number > 0;
      return [number, those.length];
    });
  }
  function dim(root) {
    for (const mark of root.querySelectorAll("[data-by]")) mark.classList.toggle("other", Boolean(state.cleaner) && !mark.dataset.by.includes(` ${state.cleaner} `));
  }

  // ---- names, flags, failures
  function listed(id, title, text, items, cleaners, words, make, head) {
    if (!items.length) return;
    const found = section(id, title, text);
    const rows = items.map((item) => ({ item, element: make(item), cleaners: cleaners(item), words: words(item) }));
    found.append(head ? h("table", {}, head, h("tbody", {}, rows.map(({ element }) => element))) : h("div", {}, rows.map(({ element }) => element)));
    filters.push(() => {
      let number = 0;
      for (const row of rows) {
        row.element.hidden = !(ofCleaner(row.cleaners) && fits(row.words));
        number += !row.element.hidden;
      }
      found.hidden = !number;
    });
  }
  listed("names", "Names repaired", data.names_text, data.names, () => [data.naming], (name) => Object.values(name).join(" "),
    (name) => h("tr", {},
      h("td", { class: "name" }, cut("del", name.before), " ", cut("ins", name.after)),
      h("td", { class: "num", "data-label": "times" }, n(name.times)),
      h("td", { class: "found", "data-label": "found by" }, name.stage),
      h("td", {}, name.evidence, h("div", { class: "soft small words" }, `“…${name.left.split("\n").pop()}`, h("mark", {}, name.after), `${name.right.split("\n")[0]}…”`))),
    h("thead", {}, h("tr", {}, h("th", {}, "Written"), h("th", { class: "num" }, "Times"), h("th", {}, "Found by"), h("th", {}, "Evidence"))));
  listed("flags", "Flags", data.flags_text, data.flags, ([, flag]) => [flag[5]], ([, flag]) => flag.join(" "), ([times, flag]) => doubt(flag, times));
  listed("failures", "Failures", data.failures_text, data.failures, () => [], (failure) => failure.join(" "),
    ([id, place, reason]) => h("tr", {}, h("td", {}, place || id), h("td", {}, reason)));
  if (data.few) for (const { id } of [...data.lists].reverse()) main.prepend(document.getElementById(id));
  for (const found of main.querySelectorAll("section")) contents.append(h("a", { href: `#${found.id}` }, found.firstChild.textContent), " ");
  main.append(h("footer", {}, data.footer.map((line) => h("p", { class: "words" }, line))));

  function update() {
    document.body.classList.toggle("filtered", Boolean(state.cleaner));
    let number = 0, all = 0;
    for (const filter of filters) {
      const counted = filter();
      if (counted) { number += counted[0]; all += counted[1]; }
    }
    shown.textContent = state.words || state.cleaner ? `${n(number)} of ${plural(all, "document")}` : "";
    for (const element of document.querySelectorAll("button.chip")) element.setAttribute("aria-pressed", element.dataset.cleaner === state.cleaner);
    dim(document);
  }
  document.body.dataset.ready = "yes";
})();
