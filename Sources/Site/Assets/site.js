// What makes pages pleasanter. Every page is complete without it.
(() => {
  "use strict";

  // Writing together: fields save themselves, others' changes come in, nothing typed is lost when the network goes.
  const form = document.querySelector("form[data-autosave]");
  if (!form || !window.fetch || !window.localStorage) return;

  const pause = 1200;
  const heartbeat = 12000;
  // A form takes a megabyte; what is around the fields needs some of it.
  const most = 900000;
  const words = form.dataset;
  const state = document.getElementById("save-state");
  const versionInput = form.elements.namedItem("version");
  // Two people on one computer: what one typed does not come back as the other's.
  const store = "draft:" + words.writer + ":" + words.autosave;
  const controls = () => Array.from(form.elements).filter((control) =>
    control.name && !["csrf", "version", "placeQuery", "neighbour"].includes(control.name) &&
    !control.name.endsWith(".#") && control.type !== "submit" && control.type !== "hidden");

  let version = Number(versionInput.value);
  let isSending = false;
  let isEnded = false;
  let isSubmitting = false;
  let failures = 0;
  let timer = null;
  // By name: the version that the field was drawn from, and a number that rises with each keystroke.
  const dirty = new Map();
  const conflicts = new Set();
  let strokes = 0;

  // An item that is not saved yet gets a name of its own, so that what is sent twice is saved once.
  const random = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  for (const input of form.querySelectorAll('input[type="hidden"]')) {
    if (input.name.endsWith(".#") && !input.value) input.value = "new:" + random();
  }

  const named = (name) => controls().filter((control) => control.name === name);
  const values = (name) => named(name).flatMap((control) =>
    ["checkbox", "radio"].includes(control.type) ? (control.checked ? [control.value] : []) : [control.value]);
  const identity = (prefix) => form.elements.namedItem(prefix + ".#");

  // "challenges.0.title" as the program names it: "challenges/<identity>/title".
  const path = (name) => {
    const steps = name.split(".");
    return steps.map((step, place) => {
      if (place % 2 === 0) return step;
      const input = identity(steps.slice(0, place + 1).join("."));
      return input ? input.value : step;
    }).join("/");
  };

  // The inputs that name the items around a field, with what they say.
  const itemsOf = (name) => {
    const steps = name.split(".");
    return steps.map((_, place) => identity(steps.slice(0, place + 1).join(".")))
      .filter((input) => input).map((input) => [input.name, input.value]);
  };

  const say = (text) => { if (state && state.textContent !== text) state.textContent = text; };

  // What this device kept of items that are not open on this page.
  const elsewhere = {};
  const keep = () => {
    const saved = { ...elsewhere };
    for (const [name, mark] of dirty) saved[path(name)] = { name, items: itemsOf(name), values: values(name), version: mark.version };
    try {
      if (Object.keys(saved).length) localStorage.setItem(store, JSON.stringify(saved));
      else localStorage.removeItem(store);
    } catch { /* The storage is full or closed: the network is all there is. */ }
  };

  const write = (name, list) => {
    for (const control of named(name)) {
      if (["checkbox", "radio"].includes(control.type)) control.checked = list.includes(control.value);
      else control.value = list.length > 1 ? list.join("\n") : list[0] ?? "";
    }
  };

  const nameOf = (wanted) => {
    for (const control of controls()) if (path(control.name) === wanted) return control.name;
    return null;
  };

  // A value with several inputs, a period for instance, is saved as one: its inputs, in their order.
  const namesOf = (wanted) => {
    const name = nameOf(wanted);
    if (name) return [name];
    return Array.from(new Set(controls().map((control) => control.name))).filter((name) => path(name).startsWith(wanted + "/"));
  };

  const fill = (wanted, list) => {
    const names = namesOf(wanted);
    if (names.length > 1) names.forEach((name, place) => write(name, [list[place] || ""]));
    else if (names.length) write(names[0], named(names[0])[0].type === "select-one" ? [list.join(" ")] : list);
  };

  const mark = (name) => {
    const known = dirty.get(name);
    dirty.set(name, { version: known ? known.version : version, stroke: ++strokes });
    keep();
    schedule(pause);
  };

  const schedule = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(send, delay);
  };

  const body = (names, from) => {
    const members = new URLSearchParams();
    members.append("csrf", form.elements.namedItem("csrf").value);
    members.append("version", String(from));
    const active = document.activeElement;
    members.append("field", active && active.name && form.contains(active) ? active.name : "");
    const items = new Set();
    for (const name of names) {
      const list = values(name);
      for (const value of list.length ? list : [""]) members.append(name, value);
      const steps = name.split(".");
      for (let place = 1; place < steps.length; place += 2) items.add(steps.slice(0, place + 1).join("."));
    }
    for (const prefix of items) {
      const input = identity(prefix);
      if (input) members.append(input.name, input.value);
    }
    return members;
  };

  const showConflict = (conflict) => {
    const names = namesOf(conflict.path);
    const name = names[0];
    if (!name) { say(words.changed); return; }
    for (const one of names) conflicts.add(one);
    const place = named(name)[0].closest(".field") || named(name)[0].parentElement;
    place.querySelector(":scope > .note[data-conflict]")?.remove();
    const note = document.createElement("div");
    note.className = "note";
    note.dataset.conflict = name;
    note.setAttribute("role", "alert");
    const title = document.createElement("p");
    const strong = document.createElement("strong");
    strong.textContent = conflict.isGone ? words.gone : words.meanwhile;
    title.append(strong, " ", conflict.by);
    const text = document.createElement("p");
    const shown = conflict.isGone || conflict.shown.length ? conflict.shown : [words.empty];
    for (const line of shown) text.append(line, document.createElement("br"));
    const actions = document.createElement("p");
    actions.className = "actions";
    const button = (label, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "second";
      made.textContent = label;
      made.addEventListener("click", () => { note.remove(); for (const one of names) conflicts.delete(one); act(); named(name)[0].focus(); });
      return made;
    };
    if (conflict.isGone) actions.append(
      // Sent whole, over what is there now, the form brings its item back.
      button(words.restore, () => {
        for (const one of names) dirty.set(one, { version, stroke: ++strokes });
        form.requestSubmit();
      }),
      button(words.discard, () => { for (const one of names) dirty.delete(one); keep(); }));
    else actions.append(
      button(words.keep, () => { for (const one of names) dirty.set(one, { version, stroke: ++strokes }); keep(); schedule(0); }),
      button(words.take, () => {
        for (const one of names) dirty.delete(one);
        const isList = names.length > 1 || ["checkbox", "select-one"].includes(named(name)[0].type);
        fill(conflict.path, isList ? (conflict.value || "").split("\n") : [conflict.value || ""]);
        keep();
      }));
    note.append(title, text, actions);
    place.append(note);
  };

  const receive = (answer, sent) => {
    failures = 0;
    for (const input of form.querySelectorAll('input[type="hidden"]')) {
      if (answer.identities[input.value]) input.value = answer.identities[input.value];
    }
    const told = new Set(answer.conflicts.flatMap((conflict) => namesOf(conflict.path)));
    for (const [name, stroke] of sent) {
      const now = dirty.get(name);
      if (told.has(name) || !now) continue;
      if (now.stroke === stroke) dirty.delete(name);
      else dirty.set(name, { version: answer.version, stroke: now.stroke });
    }
    for (const change of answer.changes) {
      if (namesOf(change.path).every((name) => !dirty.has(name) && !conflicts.has(name))) fill(change.path, change.values);
    }
    version = Math.max(version, answer.version);
    versionInput.value = String(version);
    for (const conflict of answer.conflicts) showConflict(conflict);
    const present = document.getElementById("present");
    if (present) {
      present.replaceChildren(...answer.present.map((who) => {
        const tag = document.createElement("span");
        tag.className = "tag";
        tag.textContent = who;
        return tag;
      }));
      document.getElementById("presence").hidden = answer.present.length === 0;
    }
    keep();
    if (answer.isRearranged) say(words.changed);
    else if (sent.size && ![...dirty.keys()].some((name) => !conflicts.has(name))) say(answer.savedAt);
  };

  async function send() {
    clearTimeout(timer);
    if (isSending || isEnded || isSubmitting) return;
    const weight = (name) => encodeURIComponent(values(name).join("")).length;
    const isLong = (name) => weight(name) > most;
    const waiting = [...dirty].filter(([name]) => !conflicts.has(name) && !isLong(name));
    // What was drawn from one version goes together, as much of it as one form takes.
    const from = waiting.length ? Math.min(...waiting.map(([, mark]) => mark.version)) : version;
    let room = most;
    const group = waiting.filter(([name, mark]) => mark.version === from && (room -= weight(name)) >= 0).slice(0, 400);
    const sent = new Map(group.map(([name, mark]) => [name, mark.stroke]));
    isSending = true;
    if (sent.size) say(words.saving);
    let next = heartbeat;
    try {
      const answer = await fetch(words.autosave, {
        method: "POST", body: body(sent.keys(), from), credentials: "same-origin", redirect: "manual",
        signal: AbortSignal.timeout ? AbortSignal.timeout(15000) : undefined,
      });
      const isJSON = (answer.headers.get("content-type") || "").startsWith("application/json");
      if (answer.ok && isJSON) {
        receive(await answer.json(), sent);
        next = [...dirty.keys()].some((name) => !conflicts.has(name) && !isLong(name)) ? 200 : heartbeat;
        if ([...dirty.keys()].some(isLong)) say(words.long);
      } else if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
        isEnded = true;
        keep();
        say(isJSON ? (await answer.json()).message : words.ended);
      } else {
        if (isJSON) say((await answer.json()).message);
        else say(words.offline);
        failures += 1;
        next = Math.min(60000, 2000 * 2 ** failures);
      }
    } catch {
      failures += 1;
      if (dirty.size) say(words.offline);
      next = Math.min(30000, 1000 * 2 ** failures);
    }
    isSending = false;
    schedule(next);
  }

  // Text that has no item any more is shown until its writer lets it go.
  const showLost = (wanted, kept) => {
    const note = document.createElement("div");
    note.className = "note";
    note.setAttribute("role", "alert");
    const title = document.createElement("p");
    const text = document.createElement("p");
    title.textContent = words.lost;
    for (const line of kept.values.join("\n").split("\n")) text.append(line, document.createElement("br"));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "second";
    button.textContent = words.discard;
    button.addEventListener("click", () => { note.remove(); delete elsewhere[wanted]; keep(); });
    note.append(title, text, button);
    form.before(note);
  };

  // What this device kept of items that are not open is sent by their identities; what somebody else changed meanwhile
  // stays here until its item is opened, and is told there.
  async function sendElsewhere() {
    for (const [wanted, kept] of Object.entries(elsewhere)) {
      const members = new URLSearchParams({ csrf: form.elements.namedItem("csrf").value, version: String(kept.version), field: "" });
      for (const [input, item] of kept.items) members.append(input, item);
      for (const value of kept.values.length ? kept.values : [""]) members.append(kept.name, value);
      try {
        const answer = await fetch(words.autosave, { method: "POST", body: members, credentials: "same-origin", redirect: "manual" });
        if (!answer.ok) continue;
        const told = await answer.json();
        version = Math.max(version, told.version);
        versionInput.value = String(version);
        if (told.conflicts.some((conflict) => conflict.isGone)) { showLost(wanted, kept); continue; }
        if (told.conflicts.length) { say(words.changed); continue; }
        delete elsewhere[wanted];
        keep();
        say(told.savedAt);
      } catch { /* No network: the next page tries again. */ }
    }
  }

  form.addEventListener("input", (event) => { if (event.target.name && controls().includes(event.target)) mark(event.target.name); });
  form.addEventListener("change", (event) => { if (event.target.name && controls().includes(event.target)) mark(event.target.name); });
  // A form that is sent whole is sent over the oldest version of what is in it, so that no conflict is missed.
  form.addEventListener("submit", () => {
    const marks = [...dirty.values()].map((mark) => mark.version);
    versionInput.value = String(Math.min(version, ...marks));
    isSubmitting = true;
    clearTimeout(timer);
    setTimeout(() => { isSubmitting = false; schedule(pause); }, 8000);
  });
  window.addEventListener("online", () => { failures = 0; schedule(0); });
  // Whoever leaves by a link does not wait for the next save: what is left goes along, as much as a browser lets go.
  const flush = () => {
    keep();
    if (isEnded || isSubmitting) return;
    const waiting = [...dirty].filter(([name]) => !conflicts.has(name));
    if (!waiting.length) return;
    const left = body(waiting.map(([name]) => name), Math.min(...waiting.map(([, mark]) => mark.version)));
    try {
      fetch(words.autosave, { method: "POST", body: left, credentials: "same-origin", keepalive: true }).catch(() => {});
    } catch { /* Too long for a farewell: this device keeps it and sends it from the next page. */ }
  };
  window.addEventListener("pagehide", flush);

  // What this device kept and nobody acknowledged.
  try {
    const saved = JSON.parse(localStorage.getItem(store) || "{}");
    for (const [wanted, kept] of Object.entries(saved)) {
      const name = nameOf(wanted);
      if (!name && kept.items && kept.items.length) elsewhere[wanted] = kept;
      if (!name || JSON.stringify(values(name)) === JSON.stringify(kept.values)) continue;
      write(name, kept.values);
      dirty.set(name, { version: Math.min(kept.version, version), stroke: ++strokes });
    }
    keep();
  } catch { localStorage.removeItem(store); }
  sendElsewhere().finally(() => schedule(dirty.size ? 0 : 3000));
})();

// How many characters of a text are left, while it is written.
(() => {
  "use strict";
  const group = new Intl.NumberFormat(document.documentElement.lang).format;
  for (const help of document.querySelectorAll("[data-limit]")) {
    const control = document.getElementById(help.id.replace(/-format$/, ""));
    if (!control) continue;
    const limit = Number(help.dataset.limit);
    const characters = window.Intl && Intl.Segmenter ? new Intl.Segmenter() : null;
    const length = (text) => characters ? Array.from(characters.segment(text)).length : Array.from(text).length;
    control.addEventListener("input", () => {
      const left = limit - length(control.value.trim());
      const words = left < 0 ? help.dataset.over : help.dataset.left;
      help.textContent = words.replace("##", group(Math.abs(left))).replace("#", group(limit));
    });
  }
})();

// The closing of a call: how long remains, and the reader's own hour beside that of Paris. Without it the page says the
// instant; a page that is kept for a while cannot say more.
(() => {
  "use strict";

  const language = document.documentElement.lang;
  const count = (number, unit) =>
    new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(number);
  const left = (milliseconds) => {
    const minutes = Math.max(1, Math.floor(milliseconds / 60000));
    if (minutes >= 2880) return count(Math.floor(minutes / 1440), "day");
    if (minutes >= 120) return count(Math.floor(minutes / 60), "hour");
    return count(minutes, "minute");
  };

  for (const time of document.querySelectorAll("time[data-closing]")) {
    const end = new Date(time.dateTime);
    if (Number.isNaN(end.getTime())) continue;
    const note = document.createElement("span");
    note.className = "small";
    time.after(document.createElement("br"), note);
    const format = (zone) =>
      new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short", timeZone: zone }).format(end);
    const here = format(undefined) === format("Europe/Paris") ? "" : time.dataset.local.replace("{0}", format(undefined));
    const show = () => {
      const rest = end.getTime() - Date.now();
      const told = rest > 0 ? time.dataset.left.replace("{0}", left(rest)) : time.dataset.over;
      const text = [told, here].filter(Boolean).join(" · ");
      if (note.textContent !== text) note.textContent = text;
    };
    show();
    window.setInterval(show, 30000);
    // What the page said of it before stands there twice now.
    for (const said of document.querySelectorAll("[data-remaining]")) said.hidden = true;
  }
})();

// A page that follows a meeting: it is fetched again now and then, and redrawn where something changed and nobody is
// choosing in it. Where it cannot be, it says that it is out of date. Without this, it bears the hour and a link does it.
(() => {
  "use strict";
  const place = document.querySelector("[data-refresh]");
  if (!place || !window.fetch || !window.DOMParser) return;

  const pause = 8000;
  let isTouched = false;
  place.addEventListener("input", () => { isTouched = true; });
  const tell = (stale) => {
    for (const note of document.querySelectorAll("[data-stale]")) note.hidden = note.dataset.stale !== stale;
  };
  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(place.dataset.refresh, { credentials: "same-origin", redirect: "error" });
      if (!answer.ok) return tell("lost");
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-refresh]");
      if (!fresh) return tell("lost");
      if (fresh.dataset.mark === place.dataset.mark) {
        const [old, now] = [place, fresh].map((part) => part.querySelector("[data-as-of]"));
        if (old && now) old.textContent = now.textContent;
        return tell("");
      }
      if (isTouched) return tell("moved");
      // Whoever stands on a button keeps it until they have moved on.
      if (place.contains(document.activeElement)) return;
      place.replaceChildren(...fresh.childNodes);
      place.dataset.mark = fresh.dataset.mark;
      tell("");
    } catch { tell("lost"); /* The next look may have a network again. */ }
  };
  document.addEventListener("visibilitychange", look);
  window.setInterval(look, pause);
})();
