// Search, theme, keys and the reader's place. Pages are complete without it.
(() => {
  'use strict';
  const root = document.documentElement;
  const by = id => document.getElementById(id);
  const [search, input, found, theme, code, keys, help] =
    [document.querySelector('search'), by('search'), by('found'), by('theme'), by('code'), by('keys'), by('keys-help')];
  const remember = {
    get(name) { try { return localStorage.getItem(`descent-${name}`); } catch { return null; } },
    set(name, value) { try { localStorage.setItem(`descent-${name}`, value); } catch { /* Then for this page only. */ } },
  };

  // Light and dark: the reader's system decides until the reader does.
  const dark = () => (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const nameTheme = () => { theme.textContent = dark() ? 'Light' : 'Dark'; };
  function toggleTheme() {
    root.dataset.theme = dark() ? 'light' : 'dark';
    remember.set('theme', root.dataset.theme);
    nameTheme();
  }

  function showCode(shown) {
    root.classList.toggle('hide-code', !shown);
    code.setAttribute('aria-pressed', String(!shown));
    remember.set('code', shown ? 'shown' : 'hidden');
  }
  const toggleCode = () => showCode(root.classList.contains('hide-code'));

  // Search. The index is a script, which pages opened from a file may load; it comes when it is first wanted.
  let index = null;
  let loading = null;
  const fold = text => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  window.descentSearch = pages => {
    index = pages.flatMap(([page, title, sections]) => sections.map(([id, heading, text, source]) => ({
      url: `${page}#${id}`, title, heading: heading || title, text, source,
      folded: { heading: fold(heading), title: fold(title), text: fold(text), source: fold(source) },
    })));
  };
  function load() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = 'assets/search.js';
      script.onload = resolve;
      script.onerror = () => { loading = null; reject(new Error('assets/search.js did not load')); };
      document.head.append(script);
    });
    return loading;
  }
  function score(entry, words) {
    let sum = 0;
    for (const word of words) {
      const f = entry.folded;
      const points = (f.heading.includes(word) ? 12 : 0) + (f.title.includes(word) ? 4 : 0)
        + Math.min(5, f.text.split(word).length - 1) + (f.source.includes(word) ? 1 : 0);
      if (points === 0) return 0;
      sum += points;
    }
    return sum;
  }
  function marked(text, words) {
    const at = Math.min(...words.map(word => text.toLowerCase().indexOf(word)).filter(place => place >= 0));
    const start = at === Infinity ? 0 : Math.max(0, text.lastIndexOf(' ', Math.max(0, at - 50)) + 1);
    const line = (start > 0 ? '… ' : '') + text.slice(start, start + 160).replace(/\s+/g, ' ') + (text.length > start + 160 ? ' …' : '');
    const span = document.createElement('span');
    const pattern = new RegExp(`(${words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'gi');
    line.split(pattern).forEach((part, i) => {
      if (i % 2 === 0) return span.append(part);
      const mark = document.createElement('mark');
      mark.textContent = part;
      span.append(mark);
    });
    return span;
  }
  let shown = null;
  async function find() {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    if (words.length === 0) return leave();
    const count = by('found-count');
    const list = found.querySelector('ol');
    try { await load(); } catch (error) { found.hidden = false; count.textContent = error.message; return; }
    const query = words.join(' ');
    if (query !== fold(input.value).split(/\s+/).filter(Boolean).join(' ')) return;
    // What is there stays: somebody may be walking through it.
    if (query === shown) { found.hidden = false; return; }
    shown = query;
    const hits = index.map(entry => ({ entry, points: score(entry, words) })).filter(hit => hit.points > 0).sort((a, b) => b.points - a.points);
    count.textContent = hits.length === 0 ? 'nothing found' : hits.length === 1 ? '1 section' : `${hits.length} sections${hits.length > 20 ? ', the best 20' : ''}`;
    list.replaceChildren(...hits.slice(0, 20).map(({ entry }) => {
      const link = document.createElement('a');
      link.href = entry.url;
      const heading = document.createElement('strong');
      heading.textContent = entry.heading;
      const place = document.createElement('small');
      place.textContent = entry.title;
      const inText = words.some(word => entry.folded.text.includes(word));
      link.append(heading, place, marked(inText ? entry.text : entry.source || entry.text, words));
      link.addEventListener('click', leave);
      const item = document.createElement('li');
      item.append(link);
      return item;
    }));
    found.hidden = false;
  }
  function leave() {
    found.hidden = true;
  }
  function walk(step) {
    const links = [...found.querySelectorAll('a')];
    const place = links.indexOf(document.activeElement) + step;
    (place < 0 ? input : links[Math.min(place, links.length - 1)])?.focus();
  }
  input.addEventListener('input', find);
  input.addEventListener('focus', () => { load().catch(() => {}); if (input.value) find(); });
  search.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !found.hidden) { event.preventDefault(); walk(step); }
    if (event.key === 'Enter' && event.target === input) { event.preventDefault(); found.querySelector('a')?.click(); }
    if (event.key === 'Escape') { leave(); input.blur(); }
  });
  document.addEventListener('click', event => { if (!search.contains(event.target)) leave(); });
  search.addEventListener('focusout', event => { if (event.relatedTarget && !search.contains(event.relatedTarget)) leave(); });

  // Keys, unless somebody is writing, or has switched them off.
  const go = rel => { const link = document.head.querySelector(`link[rel="${rel}"]`); if (link) location.href = link.href; };
  function section(step) {
    const headings = [...document.querySelectorAll('main h1, main h2, main h3')];
    const line = parseFloat(getComputedStyle(root).scrollPaddingTop) + 4;
    const tops = headings.map(heading => heading.getBoundingClientRect().top);
    const place = step > 0 ? tops.findIndex(top => top > line) : tops.findLastIndex(top => top < line - 8);
    if (place >= 0) headings[place].scrollIntoView({ behavior: 'instant' });
  }
  const single = {
    '/': () => { input.focus(); input.select(); },
    n: () => go('next'), p: () => go('prev'), c: () => { location.href = 'index.html'; },
    j: () => section(1), k: () => section(-1), h: toggleCode, d: toggleTheme, '?': () => help.showModal(),
  };
  const on = by('keys-on');
  on.checked = remember.get('keys') !== 'off';
  on.addEventListener('change', () => remember.set('keys', on.checked ? 'on' : 'off'));
  document.addEventListener('keydown', event => {
    if (!on.checked || help.open || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input, textarea, select, [contenteditable]')) return;
    const act = single[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // Where the reader is, in the list of contents.
  const entries = new Map([...document.querySelectorAll('.contents a')].map(link => [decodeURIComponent(link.hash.slice(1)), link]));
  if (entries.size > 0) {
    const headings = [...entries.keys()].map(id => by(id)).filter(Boolean);
    const mark = () => {
      const current = headings.findLast(heading => heading.getBoundingClientRect().top < innerHeight / 3) ?? headings[0];
      for (const [id, link] of entries) {
        if (id === current.id) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current');
      }
    };
    const observer = new IntersectionObserver(mark, { rootMargin: '0px 0px -66% 0px' });
    headings.forEach(heading => observer.observe(heading));
  }

  theme.addEventListener('click', toggleTheme);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', nameTheme);
  code.addEventListener('click', toggleCode);
  keys.addEventListener('click', () => help.showModal());
  nameTheme();
  search.hidden = theme.hidden = keys.hidden = false;
  if (document.querySelector('.cell.code')) {
    code.hidden = false;
    if (remember.get('code') === 'hidden') showCode(false);
  }
})();
