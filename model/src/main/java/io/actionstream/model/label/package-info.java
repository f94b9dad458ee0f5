/** The one spelling of a label, wherever it comes from. */
package io.actionstream.model.label;
