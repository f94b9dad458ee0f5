/** The program of the training jar. */
package io.actionstream.training;
