/**
 * The command line.
 *
 * <p>One class a command; {@link io.dctstream.cli.DctStream} lists them. A command does its work
 * through the other modules and says in words what came of it. What goes wrong leaves it as an
 * exception: {@link io.dctstream.cli.OneSentence} alone turns it into one sentence for the user and
 * a stack trace for the log.
 *
 * <p>Exit codes: 0 the command did what was asked, 1 something failed, 2 it was not called rightly,
 * 130 the user stopped it.
 */
package io.dctstream.cli;
