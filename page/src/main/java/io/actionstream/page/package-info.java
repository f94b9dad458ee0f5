/** The live page: its server and settings. */
package io.actionstream.page;
