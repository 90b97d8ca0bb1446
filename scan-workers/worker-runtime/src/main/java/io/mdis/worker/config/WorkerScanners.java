package io.mdis.worker.config;

import io.mdis.worker.scan.Scanner;
import io.mdis.worker.scan.ScannerSet;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Every scanner is a bean; the settings say which of them run. */
@ApplicationScoped
public class WorkerScanners {

  @Produces
  @Singleton
  ScannerSet scanners(@All List<Scanner> all, WorkerSettings settings) {
    return ScannerSet.of(all, settings.dimensions());
  }
}
