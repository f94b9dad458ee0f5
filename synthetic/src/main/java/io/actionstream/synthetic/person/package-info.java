/** Draws a person who performs one of the actions: skeleton, motion and clothes. */
package io.actionstream.synthetic.person;
