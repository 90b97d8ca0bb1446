package io.mdis.agent.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.mdis.agent.config.AgentConfig.EngineConfig;
import io.mdis.agent.config.AgentConfig.IdentityFiles;
import io.mdis.agent.config.AgentConfig.ScheduleConfig;
import io.mdis.agent.decision.ImagePattern;
import io.mdis.agent.decision.Mode;
import io.mdis.agent.decision.OnFailure;
import io.mdis.agent.decision.Policy;
import io.mdis.agent.decision.Treatment;
import io.mdis.agent.disk.BoundedFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Reads the configuration, and fills in what it leaves to us. */
public final class ConfigFile {
  private static final int MAX_BYTES = 1 << 20;
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ConfigFile() {}

  private record Written(
      URI service,
      Path state,
      Path pluginSocket,
      Path hookSocket,
      WrittenEngine engine,
      IdentityFiles identity,
      WrittenPolicy policy,
      WrittenSchedule schedule,
      Integer outboxMegabytes) {}

  private record WrittenEngine(
      EngineConfig.Kind kind, Path socket, Path root, Path pidFile, Duration patience) {}

  private record WrittenSchedule(Duration look, Duration measure) {}

  private record WrittenPolicy(
      OnFailure onFailure, WrittenTreatment otherwise, List<WrittenRule> rules) {}

  private record WrittenTreatment(Mode mode, Unknown unknown, Reading read) {
    Treatment treatment() {
      return ConfigFile.treatment(mode, unknown, read);
    }
  }

  private record WrittenRule(String images, Mode mode, Unknown unknown, Reading read) {
    Policy.Rule rule() {
      return new Policy.Rule(
          ImagePattern.of(need(images, "policy.rules.images")),
          ConfigFile.treatment(mode, unknown, read));
    }
  }

  private enum Unknown {
    DENY,
    ALLOW
  }

  private enum Reading {
    CHANGED,
    ALL
  }

  /** Reads it; throws IOException that says where it is wrong. */
  public static AgentConfig read(Path file) throws IOException {
    try {
      return complete(YAML.readValue(BoundedFile.read(file, MAX_BYTES), Written.class));
    } catch (JsonProcessingException e) {
      String place = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
      throw new IOException(file + place + ": " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static AgentConfig complete(Written written) {
    WrittenEngine engine = or(written.engine, new WrittenEngine(null, null, null, null, null));
    WrittenSchedule schedule = or(written.schedule, new WrittenSchedule(null, null));
    EngineConfig.Kind kind = or(engine.kind, EngineConfig.Kind.DOCKER);
    boolean docker = kind == EngineConfig.Kind.DOCKER;
    return new AgentConfig(
        need(written.service, "service"),
        or(written.state, Path.of("/var/lib/mdis-agent")),
        or(written.pluginSocket, Path.of("/run/docker/plugins/mdis.sock")),
        or(written.hookSocket, Path.of("/run/mdis-agent/hook.sock")),
        new EngineConfig(
            kind,
            or(engine.socket, Path.of("/run/docker.sock")),
            or(engine.root, Path.of(docker ? "/var/lib/docker" : "/var/lib/containers/storage")),
            engine.pidFile == null && docker ? Path.of("/run/docker.pid") : engine.pidFile,
            or(engine.patience, Duration.ofSeconds(10))),
        written.identity,
        policy(need(written.policy, "policy")),
        new ScheduleConfig(
            or(schedule.look, Duration.ofMinutes(5)), or(schedule.measure, Duration.ofDays(1))),
        or(written.outboxMegabytes, 64) * (1L << 20));
  }

  private static Policy policy(WrittenPolicy policy) {
    return new Policy(
        need(policy.onFailure, "policy.on-failure (closed or open)"),
        or(policy.rules, List.<WrittenRule>of()).stream().map(WrittenRule::rule).toList(),
        need(policy.otherwise, "policy.otherwise").treatment());
  }

  private static Treatment treatment(Mode mode, Unknown unknown, Reading read) {
    if (need(mode, "mode (enforce, warn or off)") == Mode.OFF) {
      return Treatment.OFF;
    }
    return new Treatment(
        mode, or(unknown, Unknown.DENY) == Unknown.ALLOW, or(read, Reading.CHANGED) == Reading.ALL);
  }

  private static <T> T or(T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private static <T> T need(T value, String key) {
    if (value == null) {
      throw new IllegalArgumentException("say " + key);
    }
    return value;
  }
}
