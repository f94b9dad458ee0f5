/** Checks records as they arrive: names, times and image headers. */
package io.actionstream.operators.check;
