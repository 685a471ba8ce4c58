/**
 * The page's script: filters, the key `/`, links into folded parts, and printing. Without it, everything is shown. It
 * makes no HTML from text.
 */
export const SCRIPT = `'use strict';
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

for (const bar of all('[data-filters]')) {
  const items = all(bar.dataset.filters);
  const boxes = all('input[type=checkbox]', bar);
  const search = bar.querySelector('input[type=search]');
  const count = bar.querySelector('.count');
  const apply = () => {
    const wanted = new Map();
    for (const box of boxes) {
      if (!wanted.has(box.name)) wanted.set(box.name, new Set());
      if (box.checked) wanted.get(box.name).add(box.value);
    }
    const words = search ? search.value.trim().toLowerCase() : '';
    let shown = 0;
    for (const item of items) {
      const fits =
        [...wanted].every(([name, values]) => values.has(item.dataset[name])) &&
        (words === '' || item.textContent.toLowerCase().includes(words));
      if (item.hidden === fits) item.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const group of all('.day')) group.hidden = !group.querySelector('.event:not([hidden])');
    count.textContent = count.dataset.text.replace('{shown}', shown).replace('{total}', items.length);
  };
  bar.hidden = false;
  bar.addEventListener('input', apply);
  apply();
}

const reveal = () => {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (!target) return;
  target.hidden = false;
  if (target.tagName === 'DETAILS') {
    target.open = true;
    target.scrollIntoView();
  }
};
addEventListener('hashchange', reveal);
reveal();

document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement && event.target.type === 'search';
  if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.querySelector('input[type=search]');
    if (!search) return;
    event.preventDefault();
    search.focus();
  }
  if (event.key === 'Escape' && isTyping && event.target.value !== '') {
    event.target.value = '';
    event.target.dispatchEvent(new Event('input', { bubbles: true }));
  }
});

let folded = [];
addEventListener('beforeprint', () => {
  folded = all('details:not([open])');
  for (const part of folded) part.open = true;
});
addEventListener('afterprint', () => {
  for (const part of folded) part.open = false;
});
`;
