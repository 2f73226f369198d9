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
  }
})();
