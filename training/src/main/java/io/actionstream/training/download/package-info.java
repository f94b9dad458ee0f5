/** UCF101 from a zip or a folder, local or by HTTP: only the chosen videos, resumable. */
package io.actionstream.training.download;
