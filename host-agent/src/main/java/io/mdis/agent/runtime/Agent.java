package io.mdis.agent.runtime;

import io.mdis.agent.config.AgentConfig;
import io.mdis.agent.decision.StartDecision;
import io.mdis.agent.hook.HookEndpoint;
import io.mdis.agent.plugin.AuthorizationPlugin;
import io.mdis.agent.plugin.PluginServer;
import io.mdis.agent.watch.ContainerWatch;
import io.mdis.agent.watch.Events;
import io.mdis.agent.watch.ImageWatch;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The agent that runs on a host for as long as the host does. */
public final class Agent implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Agent.class.getName());

  private final HostTrust trust;
  private final PluginServer plugin;
  private final PluginServer hook;
  private final List<Thread> threads = new ArrayList<>();
  private final ScheduledExecutorService schedule =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("schedule").factory());

  /** Starts it: the plugin first, as Docker waits for that. */
  public Agent(AgentConfig config) throws IOException {
    trust = new HostTrust(config);
    StartDecision decision = new StartDecision(trust.engine(), trust.decision());
    plugin =
        new PluginServer(config.pluginSocket(), new AuthorizationPlugin(decision::of).endpoints());
    hook =
        new PluginServer(
            config.hookSocket(), new HookEndpoint(trust.store(), trust.decision()).endpoints());
    plugin.start();
    hook.start();
    LOG.log(Level.INFO, "agent of " + trust.identity().host() + ", at " + config.pluginSocket());
    watch(config, decision);
  }

  private void watch(AgentConfig config, StartDecision decision) {
    ImageWatch images =
        new ImageWatch(
            trust.engine(), trust.store(), trust.verification(), config.policy(), trust.reports());
    Events events =
        new Events(trust.engine(), images, new ContainerWatch(trust.engine(), decision));
    run("events", events::follow);
    run("watch", events::handle);
    run("delivery", trust.delivery());
    run("identity", () -> trust.identity().follow(trust.service()));
    every(config.schedule().look(), images::look);
    every(config.schedule().measure(), images::measureAll);
  }

  private void run(String name, Runnable work) {
    threads.add(Thread.ofPlatform().daemon().name(name).start(work));
  }

  private void every(Duration period, Task task) {
    var _ =
        schedule.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (IOException | RuntimeException e) {
                LOG.log(Level.WARNING, "a regular look failed: " + e);
              }
            },
            period.toMillis(),
            period.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws IOException {
    schedule.shutdownNow();
    threads.forEach(Thread::interrupt);
    plugin.close();
    hook.close();
    trust.close();
  }

  @FunctionalInterface
  private interface Task {
    void run() throws IOException;
  }
}
