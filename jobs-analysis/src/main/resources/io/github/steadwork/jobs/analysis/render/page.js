(function () {
  'use strict';
  var root = document.documentElement;
  var toggle = document.getElementById('theme');
  var dark = window.matchMedia('(prefers-color-scheme: dark)');
  function kept(value) {
    try {
      if (value) { localStorage.setItem('steadwork-theme', value); }
      return localStorage.getItem('steadwork-theme');
    } catch (e) { return value; }
  }
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches;
  }
  function label() { toggle.textContent = isDark() ? 'Light' : 'Dark'; }
  var before = kept();
  if (before === 'dark' || before === 'light') { root.dataset.theme = before; }
  toggle.hidden = false;
  toggle.addEventListener('click', function () {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    kept(root.dataset.theme);
    label();
  });
  dark.addEventListener('change', label);
  label();

  function value(row, column) {
    var cell = row.cells[column];
    return cell.dataset.v !== undefined ? cell.dataset.v : cell.textContent;
  }
  function sort(table, column, numeric, up) {
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    var keyed = rows.map(function (row, i) {
      var text = value(row, column);
      return { row: row, i: i, key: numeric ? parseFloat(text) : text.toLowerCase() };
    });
    keyed.sort(function (a, b) {
      if (numeric && isNaN(a.key) !== isNaN(b.key)) { return isNaN(a.key) ? 1 : -1; }
      var order = numeric ? a.key - b.key : a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
      return (up ? order : -order) || a.i - b.i;
    });
    keyed.forEach(function (entry) { body.appendChild(entry.row); });
  }
  Array.prototype.forEach.call(document.querySelectorAll('table.sortable'), function (table) {
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      var numeric = head.classList.contains('n');
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.textContent = '';
      head.appendChild(button);
      button.addEventListener('click', function () {
        var sorted = head.getAttribute('aria-sort');
        var up = sorted ? sorted === 'descending' : !numeric;
        heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        sort(table, column, numeric, up);
      });
    });
  });
  Array.prototype.forEach.call(document.querySelectorAll('input.search'), function (input) {
    var rows = input.parentNode.querySelector('table').tBodies[0].rows;
    input.hidden = false;
    input.addEventListener('input', function () {
      var wanted = input.value.toLowerCase();
      Array.prototype.forEach.call(rows, function (row) {
        row.hidden = wanted !== '' && row.textContent.toLowerCase().indexOf(wanted) < 0;
      });
    });
  });
})();
