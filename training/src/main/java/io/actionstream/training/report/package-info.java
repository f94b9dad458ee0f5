/** Reports and plots of training and evaluation. */
package io.actionstream.training.report;
