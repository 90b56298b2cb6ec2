// The source on the left: the text cut at every border of a mark, each piece knowing the marks that it lies in.

var pieces = marks.map(function () { return []; }); // the elements of each mark

function drawSource(pane) {
  var text = data.text, borders = findBorders(text), active = [], line = newLine(pane, 1), number = 1;
  for (var i = 0; i < borders.list.length; i++) {
    var from = borders.list[i], to = i + 1 < borders.list.length ? borders.list[i + 1] : text.length;
    closeMarks(active, borders.ends[from]);
    (borders.points[from] || []).forEach(function (mark) { drawPiece(line, "", active.concat(mark)); });
    (borders.starts[from] || []).forEach(function (mark) { active.push(mark); });
    var words = text.slice(from, to);
    if (words === "\n") {
      if (hasChange(active)) { drawPiece(line, "⏎", active); }
      number += 1;
      line = newLine(pane, number);
    } else if (words) {
      drawPiece(line, words, active);
    }
  }
}

// Where pieces begin, and which marks start and end there; `points` are marks of no length.
function findBorders(text) {
  var found = { starts: {}, ends: {}, points: {}, list: [] }, seen = { 0: true };
  function put(where, at, mark) { (where[at] = where[at] || []).push(mark); seen[at] = true; }
  marks.forEach(function (mark, n) {
    if (mark.start === mark.end) { put(found.points, mark.start, n); return; }
    put(found.starts, mark.start, n);
    put(found.ends, mark.end, n);
  });
  for (var at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) { seen[at] = seen[at + 1] = true; }
  found.list = Object.keys(seen).map(Number).sort(function (a, b) { return a - b; });
  return found;
}

function closeMarks(active, ended) {
  (ended || []).forEach(function (mark) { active.splice(active.indexOf(mark), 1); });
}

function hasChange(list) {
  return list.some(function (n) { return marks[n].kind === "change"; });
}

function newLine(pane, number) {
  var line = add(pane, "p", "line");
  line.setAttribute("data-number", number);
  return line;
}

function drawPiece(line, text, active) {
  var piece = add(line, "span", "", text);
  piece.marks = active.slice().sort(function (a, b) { return length(a) - length(b) || a - b; });
  piece.marks.forEach(function (n) { pieces[n].push(piece); });
  dressPiece(piece);
}

function length(n) { return marks[n].end - marks[n].start; }

// The marks of a piece whose kind is shown, the innermost first.
function shownMarks(piece) {
  return piece.marks.filter(function (n) { return !hiddenKinds[marks[n].kind]; });
}

// A piece's classes: the kinds of its marks; its tip: what was changed or is damaged there.
function dressPiece(piece) {
  var names = [], tips = [];
  shownMarks(piece).forEach(function (n) {
    var mark = marks[n], name = "k-" + mark.kind;
    if (names.indexOf(name) < 0) { names.push(name); }
    if (mark.change) {
      tips.push(changeWords(mark.change));
      if (mark.change[2] === "") { names.push("deleted"); }
      if (mark.change[1] === "") { names.push("inserted"); }
    }
    if (mark.kind === "damage" && mark.details.length) { tips.push(mark.details[0][1]); }
  });
  piece.className = names.length ? "piece " + names.join(" ") : "";
  if (tips.length) { piece.title = tips.join("\n"); } else { piece.removeAttribute("title"); }
}

function changeWords(change) {
  return "【" + visible(change[1]) + " → " + visible(change[2]) + "】";
}

// Words with their line breaks and edges to be seen; what is empty is named.
function visible(text) {
  return text === "" ? words("nothing") : text.replace(/\n/g, "⏎").replace(/\u3000/g, "□").replace(/ /g, "␣");
}
