/** Long videos of one place, in which people come, do one action after another, idle and go. */
package io.actionstream.synthetic.film;
