package io.mdis.history.lint;

import com.google.re2j.Pattern;
import io.mdis.history.dockerfile.Command;
import io.mdis.history.dockerfile.Instruction;
import io.mdis.history.dockerfile.Keyword;
import java.util.List;

/** Instructions that should be written in another way, or not twice. */
final class InstructionLints implements Lint {
  private static final Pattern ROOTED = Pattern.compile("(?:[\"']?(?:/|\\\\|[A-Za-z]:|\\$|%).*)");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(?::[A-Za-z0-9_-]+)?");
  private static final int HIGHEST_PORT = 65535;

  @Override
  public void look(List<Instruction> stage, Findings found) {
    boolean placed = false;
    for (Instruction instruction : stage) {
      switch (instruction.keyword()) {
        case WORKDIR -> {
          if (!ROOTED.matches(instruction.arguments().strip())) {
            found.add("DL3000", instruction, instruction.arguments());
          }
          placed = true;
        }
        case COPY -> copy(instruction, placed, found);
        case EXPOSE -> expose(instruction, found);
        case MAINTAINER -> found.add("DL4000", instruction, "");
        case USER -> user(instruction, found);
        case CMD, ENTRYPOINT -> start(instruction, found);
        default -> {}
      }
    }
    doubled(stage, Keyword.HEALTHCHECK, "DL3012", found);
    doubled(stage, Keyword.CMD, "DL4003", found);
    doubled(stage, Keyword.ENTRYPOINT, "DL4004", found);
  }

  private static void copy(Instruction instruction, boolean placed, Findings found) {
    List<String> operands = instruction.operands();
    if (operands.size() < 2) {
      return;
    }
    String target = operands.getLast();
    if (!placed && !ROOTED.matches(target)) {
      found.add("DL3045", instruction, target);
    }
    if (target.equals("/") && operands.subList(0, operands.size() - 1).contains("/")) {
      found.add("DL3067", instruction, "");
    }
  }

  private static void expose(Instruction instruction, Findings found) {
    for (String port : instruction.operands()) {
      int slash = port.indexOf('/');
      for (String end : (slash < 0 ? port : port.substring(0, slash)).split("-", -1)) {
        boolean number = !end.isEmpty() && end.chars().allMatch(c -> c >= '0' && c <= '9');
        if (number && (end.length() > 9 || Integer.parseInt(end) > HIGHEST_PORT)) {
          found.add("DL3011", instruction, port);
        }
      }
    }
  }

  private static void user(Instruction instruction, Findings found) {
    String user = instruction.arguments().strip();
    boolean known = user.equals("root") || user.startsWith("root:") || user.indexOf('$') >= 0;
    if (!known && !user.isEmpty() && !NUMBER.matches(user)) {
      found.add("DL3066", instruction, user);
    }
  }

  private static void start(Instruction instruction, Findings found) {
    boolean shell = instruction.script().filter(script -> !script.written()).isPresent();
    if (shell && instruction.command().map(Command::text).filter(t -> !t.isBlank()).isPresent()) {
      found.add("DL3025", instruction, "");
    }
  }

  private static void doubled(
      List<Instruction> stage, Keyword keyword, String rule, Findings found) {
    List<Instruction> all = Stages.only(stage, keyword);
    for (int i = 1; i < all.size(); i++) {
      found.add(rule, all.get(i), "");
    }
  }
}
