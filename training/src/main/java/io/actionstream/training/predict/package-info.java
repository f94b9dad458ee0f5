/** Labels of single videos. */
package io.actionstream.training.predict;
