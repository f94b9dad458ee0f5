// What a reader prefers, kept in the browser alone.

/** The value of a preference, or the other one when there is none or the browser keeps nothing. */
export function preference(name, other) {
  try {
    return localStorage.getItem(`actionstream.${name}`) ?? other;
  } catch {
    return other;
  }
}

export function setPreference(name, value) {
  try {
    localStorage.setItem(`actionstream.${name}`, value);
  } catch {
    // A browser that keeps nothing begins with the usual values each time.
  }
}
