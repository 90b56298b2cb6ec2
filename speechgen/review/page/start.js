// The page is put together, and listens.

function drawPage() {
  var body = document.body, header = add(body, "header", "", ""), main = add(body, "main", "", "");
  drawTitle(header);
  var chips = add(header, "div", "chips");
  chips.id = "kinds";
  add(chips, "span", "chips-label", words("show"));
  drawChips(chips, data.kinds, countBy(marks, "kind"), hiddenKinds, "k-", redress);
  var source = add(main, "section", "source", "");
  source.id = "source";
  source.setAttribute("aria-label", words("source"));
  source.setAttribute("tabindex", "0");
  drawSource(source);
  drawSide(add(main, "section", "side", ""));
  add(body, "footer", "", words("keys"));
  source.onclick = function (event) { chooseInSource(event.target); };
  document.onkeydown = press;
}

function drawTitle(header) {
  var line = add(header, "h1", "", document.title);
  var names = data.spec ? data.file + " · " + data.spec : data.file;
  add(line, "small", "", names + " · " + words("summary", { tasks: tasks.length, concerns: concerns.length }));
  if (!data.sameSource) { add(header, "p", "warning", words("other-source")); }
}

function drawSide(side) {
  var changes = marks.filter(function (mark) { return mark.change; }).length;
  var all = [
    ["tasks", tasks.length, drawTasks], ["concerns", concerns.length, drawConcerns],
    ["changes", changes, drawChanges], ["facts", data.facts.length, drawFacts]
  ];
  var bar = add(side, "div", "tabs");
  bar.setAttribute("role", "tablist");
  tabs.names = all.map(function (each) { return each[0]; });
  all.forEach(function (each) {
    var tab = add(bar, "button", "tab", words("tab-" + each[0]) + " ");
    tab.type = "button";
    tab.id = "tab-" + each[0];
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", each[0]);
    add(tab, "span", "count", String(each[1]));
    tab.onclick = function () { openTab(each[0]); };
    var panel = add(side, "div", "panel");
    panel.id = each[0];
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("data-title", words("tab-" + each[0]));
    each[2](panel);
  });
  var why = add(side, "div", "why", words("choose"));
  why.id = "why";
  why.setAttribute("aria-live", "polite");
  openTab("tasks");
  showTicks();
}

// After a kind is hidden or shown: the pieces that have it.
function redress(kind) {
  clearLights();
  marks.forEach(function (mark, n) { if (mark.kind === kind) { pieces[n].forEach(dressPiece); } });
}

// ---- keys ----

function press(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) { return; }
  var key = event.key || String.fromCharCode(event.keyCode).toLowerCase();
  if (key === "j" || key === "k") { stepTask(key === "j" ? 1 : -1); }
  else if (key === "n" || key === "p") { stepConcern(key === "n" ? 1 : -1); }
  else if (key === "x" && chosen.concern >= 0) { tick(chosen.concern, !isTicked(chosen.concern)); }
  else if (key === "Escape" || key === "Esc") { clearLights(); chosen = { mark: -1, task: -1, concern: -1 }; }
}

function stepTask(by) {
  var next = chosen.task < 0 ? (by > 0 ? 0 : tasks.length - 1) : chosen.task + by;
  if (next < 0 || next >= tasks.length) { return; }
  openTab("tasks");
  choose(tasks[next].mark, next, -1, "keys");
}

var lastConcern = -1;

function stepConcern(by) {
  var next = chosen.concern >= 0 ? chosen.concern + by : lastConcern + (lastConcern < 0 || by > 0 ? 1 : 0);
  while (next >= 0 && next < concerns.length && (hiddenTopics[concerns[next].topic] || isTicked(next))) { next += by; }
  if (next < 0 || next >= concerns.length) { return; }
  lastConcern = next;
  openTab("concerns");
  choose(concerns[next].mark, concerns[next].task, next, "keys");
}

drawPage();
