/** Counts right and wrong labels over the last clips of each scope. */
package io.actionstream.operators.accuracy;
