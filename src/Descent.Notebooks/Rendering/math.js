// Replaces the LaTeX source of formulas by what KaTeX draws; macros hold for the whole page, as in Jupyter.
document.addEventListener('DOMContentLoaded', () => {
  if (!window.katex) return;
  const macros = {};
  for (const element of document.querySelectorAll('.math')) {
    katex.render(element.textContent, element, {
      displayMode: element.classList.contains('display'), throwOnError: false, globalGroup: true, macros,
    });
    element.classList.add('drawn');
    // A formula that is wider than the page scrolls, so keys must reach it.
    if (element.scrollWidth > element.clientWidth && element.classList.contains('display')) element.tabIndex = 0;
  }
});
