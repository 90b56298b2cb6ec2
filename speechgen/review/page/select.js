// Choosing: what is chosen on one side is shown on the other, and explained below the lists.

var chosen = { mark: -1, task: -1, concern: -1 }, lit = [], tabs = {};

function light(element, name) {
  element.classList.add(name);
  lit.push([element, name]);
}

function clearLights() {
  lit.forEach(function (pair) { pair[0].classList.remove(pair[1]); });
  lit = [];
}

// Show a mark, a task, a concern (each -1 for none); `from` is the side that the reader looks at: source or list.
function choose(mark, task, concern, from) {
  clearLights();
  chosen = { mark: mark, task: task, concern: concern };
  var place = mark >= 0 ? mark : task >= 0 ? tasks[task].mark : -1;
  if (task >= 0 && tasks[task].mark >= 0 && tasks[task].mark !== place) {
    pieces[tasks[task].mark].forEach(function (piece) { light(piece, "near"); });
  }
  if (place >= 0) { pieces[place].forEach(function (piece) { light(piece, "on"); }); }
  var shown = elementsOf(mark, task, concern);
  shown.forEach(function (element) { light(element, "on"); });
  if (from !== "source" && place >= 0 && pieces[place].length) { scrollTo(byId("source"), pieces[place][0]); }
  if (from !== "list" && shown.length) {
    var best = shown.filter(function (element) { return element.tab === tabs.open; })[0] || shown[0];
    openTab(best.tab);
    scrollTo(byId(best.tab), best);
  }
  explain(place, task, concern);
}

// The elements of the lists that show something; the row of a concern first, then the value, then its task.
function elementsOf(mark, task, concern) {
  var found = concern >= 0 ? [rows[concern]] : [];
  if (mark >= 0) {
    found = found.concat(nodes[mark].filter(function (e) { return task < 0 || e.tab !== "tasks" || cards[task].contains(e); }));
  }
  return task >= 0 ? found.concat(cards[task]) : found;
}

function byId(id) { return document.getElementById(id); }

// Bring an element into a pane's view, a third from the top (a tall one to the top), unless all of it can be seen.
function scrollTo(pane, element) {
  var outer = pane.getBoundingClientRect(), inner = element.getBoundingClientRect();
  if (inner.top >= outer.top && inner.bottom <= outer.bottom) { return; }
  var lead = inner.height > outer.height / 2 ? 8 : outer.height / 3;
  pane.scrollTop += inner.top - outer.top - lead;
}

function openTab(name) {
  tabs.open = name;
  tabs.names.forEach(function (each) {
    byId(each).style.display = each === name ? "" : "none";
    byId("tab-" + each).setAttribute("aria-selected", String(each === name));
  });
}

// A click in the source: the innermost mark; again at the same place: the next one outward.
function chooseInSource(piece) {
  var shown = piece.marks ? shownMarks(piece) : [];
  if (!shown.length) { return; }
  var mark = shown[(shown.indexOf(chosen.mark) + 1) % shown.length];
  choose(mark, tasksOf[mark].length ? tasksOf[mark][0] : -1, -1, "source");
}

// ---- the explanation ----

function explain(mark, task, concern) {
  var box = byId("why");
  box.textContent = "";
  if (concern >= 0) { explainConcern(box, concerns[concern]); }
  if (task >= 0 && (mark < 0 || mark === tasks[task].mark)) { explainTask(box, tasks[task]); }
  if (mark >= 0) { explainMark(box, marks[mark], mark); }
  box.scrollTop = 0;
}

function explainConcern(box, concern) {
  add(box, "p", "message", concern.message);
  if (concern.hint) { add(box, "p", "hint", words("hint", { text: concern.hint })); }
  if (concern.line) { add(box, "p", "", words("spec-line", { name: data.spec || words("spec-file"), line: concern.line })); }
}

function explainTask(box, task) {
  var line = add(box, "p", "quote");
  add(line, "b", "", task.id || words("no-id"));
  add(line, "span", "", " " + task.section);
  if (task.mark < 0) { add(box, "p", "", words("not-in-source")); }
}

function explainMark(box, mark, n) {
  var line = add(box, "p", "quote");
  add(line, "b", "", labelOf(data.kinds, mark.kind));
  if (mark.kind !== "change") { add(line, "span", "", " “" + shorten(markWords(n)) + "”"); }
  var place = /^(\d+):(\d+)/.exec(mark.place);
  add(line, "span", "place", " " + words("place", { line: place[1], column: place[2] }));
  if (mark.change) {
    add(box, "p", "", changeWords(mark.change));
    add(add(box, "p", "", words("undo") + " "), "code", "", "--undo " + mark.change[0]);
  }
  mark.details.forEach(function (pair) {
    var detail = add(box, "p");
    add(detail, "span", "label", pair[0] + " ");
    add(detail, "span", "", pair[1]);
  });
  if (data.rules.hasOwnProperty(mark.rule)) { explainRule(box, data.rules[mark.rule]); }
}

function explainRule(box, rule) {
  var line = add(box, "p", "reason");
  add(line, "b", "", words("reason") + " ");
  add(line, "span", "", [rule.plain, rule.why].filter(Boolean).join(" · "));
  add(line, "code", "", " " + rule.rule + " ");
  if (!rule.more) { return; }
  var button = add(line, "button", "link", words("more")), more = add(box, "p", "more", rule.more);
  button.type = "button";
  more.style.display = "none";
  button.onclick = function () { more.style.display = more.style.display ? "" : "none"; };
}

function shorten(text) {
  return text.length > 60 ? text.slice(0, 58) + "……" : text;
}
