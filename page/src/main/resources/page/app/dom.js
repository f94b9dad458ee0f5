// Elements are made and filled here and nowhere else. Text goes in as text nodes, so names and labels from
// cameras cannot become markup. Styles are classes and custom properties, as the content security policy wants.

/** An HTML element. An attribute that is false or null is left out; one that begins with "on" is a listener. */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else {
      setAttribute(element, name, value);
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Sets, or with null or false removes, an attribute; leaves one that is right alone. */
export function setAttribute(element, name, value) {
  if (value === null || value === false || value === undefined) {
    element.removeAttribute(name);
  } else {
    const text = value === true ? '' : String(value);
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

/** Sets the text of an element; leaves one that is right alone, so that readers and selections are not disturbed. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Makes the children of an element these, in this order. Those that stay are not touched, and keep the focus. */
export function setChildren(parent, children) {
  const wanted = new Set(children);
  for (const child of [...parent.children]) {
    if (!wanted.has(child)) child.remove();
  }
  const focused = document.activeElement;
  children.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
  if (focused && focused !== document.activeElement && parent.contains(focused)) focused.focus({ preventScroll: true });
}

/** A share from 0 to 1 that the style sheet reads as --share. */
export function setShare(element, share) {
  element.style.setProperty('--share', String(Math.min(1, Math.max(0, share ?? 0))));
}
