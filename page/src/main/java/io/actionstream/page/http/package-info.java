/** The answers to HTTP requests: who may ask, the static files, the live stream, pictures, judgements. */
package io.actionstream.page.http;
