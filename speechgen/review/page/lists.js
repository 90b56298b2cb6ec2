// The lists on the right: tasks, what to check, changes of cleaning, numbers about what was.
// `nodes[n]` are the elements that show mark n, each with the tab it stands in.

var nodes = marks.map(function () { return []; }), cards = [], rows = [];

function connect(element, mark, tab) {
  element.tab = tab;
  if (mark >= 0) { nodes[mark].push(element); }
}

// An element that acts as a button, by click, Enter and space.
function act(element, what) {
  element.setAttribute("tabindex", "0");
  element.setAttribute("role", "button");
  element.onclick = function (event) { event.stopPropagation(); what(); };
  element.onkeydown = function (event) {
    if (event.target === element && (event.keyCode === 13 || event.keyCode === 32)) { event.preventDefault(); what(); }
  };
  return element;
}

// ---- tasks ----

var MAIN = { party: true, due: true, target: true }; // what a list shows of a task; the rest stands below

function drawTasks(panel) {
  drawHead(panel);
  var section = null;
  tasks.forEach(function (task, n) {
    if (task.section !== section) { section = task.section; add(panel, "h3", "", section); }
    cards.push(drawTask(panel, task, n));
  });
  if (!tasks.length) { add(panel, "p", "empty", words("no-tasks")); }
}

function drawHead(panel) {
  var table = add(panel, "table", "head");
  data.head.forEach(function (entry) {
    var row = add(table, "tr", entry.was ? "changed" : "");
    add(row, "th", "", entry.label);
    var cell = add(row, "td"), text = add(cell, "span", "", entry.text || words("nothing"));
    if (entry.mark >= 0) {
      act(text, function () { choose(entry.mark, -1, -1, "list"); });
      text.className = "found";
      connect(text, entry.mark, "tasks");
    }
    if (entry.was) { add(cell, "div", "was", words("today", { text: entry.was })); }
  });
}

function drawTask(panel, task, n) {
  var card = act(add(panel, "div", "card " + task.state), function () { choose(task.mark, n, -1, "list"); });
  card.id = "task-" + n;
  connect(card, -1, "tasks");
  var first = add(card, "div", "card-head");
  add(first, "span", "id", task.id || words("no-id"));
  if (task.state) { add(first, "span", "state", words("state-" + task.state)); }
  add(card, "div", "card-text", task.text);
  if (task.was) { add(card, "div", "was", words("today", { text: task.was })); }
  var values = add(card, "div", "values"), others = make("div", "values other");
  task.values.forEach(function (value) { drawValue(MAIN[value.kind] ? values : others, value, n); });
  ["party", "due"].forEach(function (kind) {
    if (!task.values.some(function (value) { return value.kind === kind && value.state !== "gone"; })) {
      add(values, "span", "missing", words("missing-" + kind));
    }
  });
  if (others.firstChild) { card.appendChild(others); }
  return card;
}

function drawValue(parent, value, n) {
  var chip = act(add(parent, "span", "value k-" + value.kind + " " + value.state), function () {
    choose(value.mark, n, -1, "list");
  });
  if (value.label) { add(chip, "span", "label", value.label); }
  add(chip, "span", "words", value.text);
  if (value.note) { add(chip, "span", "note", value.note); }
  if (value.suggested) { add(chip, "span", "state", words("suggested")); }
  if (value.state) { add(chip, "span", "state", words("state-" + value.state)); }
  if (value.was) { add(chip, "span", "was", words("today", { text: value.was })); }
  connect(chip, value.mark, n < 0 ? "facts" : "tasks");
}

// ---- what to check ----

var SAID_BY_TOPIC = { "no-party": true, "no-due": true }; // their heading says all that there is to say

function drawConcerns(panel) {
  drawChips(add(panel, "div", "chips"), data.topics, countBy(concerns, "topic"), hiddenTopics, "t-", hideRows);
  var topic = null;
  concerns.forEach(function (concern, n) {
    if (concern.topic !== topic) {
      topic = concern.topic;
      add(panel, "h3", "t-" + topic, labelOf(data.topics, topic));
    }
    rows.push(drawConcern(panel, concern, n));
  });
  if (!concerns.length) { add(panel, "p", "empty", words("no-concerns")); }
}

function drawConcern(panel, concern, n) {
  var row = act(add(panel, "div", "card concern t-" + concern.topic), function () {
    choose(concern.mark, concern.task, n, "list");
  });
  row.id = "concern-" + n;
  row.tab = "concerns";
  row.topic = concern.topic;
  drawTick(row, n);
  if (!SAID_BY_TOPIC[concern.topic]) { add(row, "div", "message", concern.message); }
  var task = concern.task >= 0 ? tasks[concern.task] : null, text = task ? task.text : markWords(concern.mark);
  if (task) { add(row, "span", "id", task.id || words("no-id")); }
  if (text) { add(row, "span", "excerpt", text); }
  if (concern.mark >= 0 && marks[concern.mark].kind === "damage") { connect(row, concern.mark, "concerns"); }
  return row;
}

function hideRows() {
  var every = document.querySelectorAll("#concerns .concern, #concerns h3");
  for (var i = 0; i < every.length; i++) {
    var topic = /t-([\w-]+)/.exec(every[i].className)[1];
    every[i].style.display = hiddenTopics[topic] ? "none" : "";
  }
}

// ---- cleaning, numbers ----

function drawChanges(panel) {
  var any = false;
  add(panel, "p", "help", words("undo-help"));
  marks.forEach(function (mark, n) {
    if (!mark.change) { return; }
    any = true;
    var row = act(add(panel, "div", "card change"), function () { choose(n, -1, -1, "list"); });
    row.id = "change-" + n;
    add(row, "code", "id", mark.change[0]);
    add(row, "span", "around", around(mark.start - AROUND, mark.start));
    add(row, "span", "before", visible(mark.change[1]));
    add(row, "span", "arrow", " → ");
    add(row, "span", "after", visible(mark.change[2]));
    add(row, "span", "around", around(mark.end, mark.end + AROUND));
    connect(row, n, "changes");
  });
  if (!any) { add(panel, "p", "empty", words("no-changes")); }
}

var AROUND = 8; // characters shown on either side of a change

// Words of the source within one line.
function around(from, to) {
  return data.text.slice(Math.max(0, from), to).replace(/^[\s\S]*\n(?=.)|\n[\s\S]*$/g, "");
}

function drawFacts(panel) {
  data.facts.forEach(function (fact) { drawValue(add(panel, "div", "card fact"), fact, -1); });
  if (!data.facts.length) { add(panel, "p", "empty", words("no-facts")); }
}

// ---- chips ----

// Buttons that show and hide what they count; `hidden` remembers, `changed` redraws.
function drawChips(parent, pairs, counts, hidden, prefix, changed) {
  pairs.forEach(function (pair) {
    if (!counts[pair[0]]) { return; }
    var chip = add(parent, "button", "chip " + prefix + pair[0]);
    chip.type = "button";
    chip.setAttribute("aria-pressed", "true");
    add(chip, "span", "words", pair[1]);
    add(chip, "span", "count", String(counts[pair[0]]));
    chip.onclick = function () {
      hidden[pair[0]] = !hidden[pair[0]];
      chip.setAttribute("aria-pressed", String(!hidden[pair[0]]));
      changed(pair[0]);
    };
  });
}

function markWords(n) {
  return n < 0 ? "" : data.text.slice(marks[n].start, marks[n].end);
}
