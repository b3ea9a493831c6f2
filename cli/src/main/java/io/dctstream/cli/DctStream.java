package io.dctstream.cli;

import io.dctstream.cli.backfill.BackfillCommand;
import io.dctstream.cli.cluster.ClusterCommand;
import io.dctstream.cli.cluster.FlinkCommand;
import io.dctstream.cli.dct.DctCommand;
import io.dctstream.cli.demo.DemoCommand;
import io.dctstream.cli.demo.SendCommand;
import io.dctstream.cli.networks.NetworksCommand;
import io.dctstream.cli.pack.PackCommand;
import io.dctstream.cli.stream.StreamCommand;
import io.dctstream.cli.stream.WatchCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The root command. */
@Command(
    name = "dctstream",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    sortOptions = false,
    subcommands = {
      DemoCommand.class,
      ClassifyCommand.class,
      StreamCommand.class,
      BackfillCommand.class,
      WatchCommand.class,
      SendCommand.class,
      DrawCommand.class,
      PackCommand.class,
      ClusterCommand.class,
      FlinkCommand.class,
      DctCommand.class,
      NetworksCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      ExportCommand.class,
      WrapCommand.class,
      ModelCommand.class,
    },
    description = "Classifies JPEG images straight from their DCT coefficients.",
    footer = {
      "",
      "Run by the launcher itself:",
      "  bench     Compares decoding to coefficients with decoding to RGB; also networks, chaos.",
      "  test      Builds everything and runs all tests.",
      "",
      "Begin with:",
      "  ./dctstream demo",
      "  ./dctstream classify photo.jpg",
      "  ./dctstream COMMAND --help",
    })
final class DctStream {}
