/** Generated videos of people who do ten actions, drawn from seeds. */
package io.actionstream.synthetic;
