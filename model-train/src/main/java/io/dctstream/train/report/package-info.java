/**
 * A training as a page for people: {@code report.html} in its folder, renewed after each epoch. It
 * needs nothing but a browser.
 */
package io.dctstream.train.report;
