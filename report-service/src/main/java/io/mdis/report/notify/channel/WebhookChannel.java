package io.mdis.report.notify.channel;

import io.mdis.report.notify.Channel;
import io.mdis.report.notify.DeliveryException;
import io.mdis.report.notify.Notification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts to one address. The whole exchange has one time limit, for an answer that trickles would
 * otherwise never end; what is read of it is bounded.
 */
public final class WebhookChannel implements Channel {
  private static final int LONGEST_ANSWER = 64 << 10;
  private static final long LONGEST_RETRY_AFTER = 86_400;

  private final HttpClient client;
  private final URI address;
  private final WebhookFormat format;
  private final Duration limit;
  private final Clock clock;

  /**
   * To one address.
   *
   * @param client that follows no redirects
   * @param limit for a whole exchange
   */
  public WebhookChannel(
      HttpClient client, URI address, WebhookFormat format, Duration limit, Clock clock) {
    this.client = client;
    this.address = address;
    this.format = format;
    this.limit = limit;
    this.clock = clock;
  }

  /** The client for all channels. */
  public static HttpClient client(Duration limit) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(limit)
        .build();
  }

  @Override
  public void send(Notification notification) throws DeliveryException {
    WebhookMessage message = format.message(notification, address, clock.instant());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(message.address())
            .timeout(limit)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "MDIS")
            .POST(HttpRequest.BodyPublishers.ofString(message.body()));
    message.headers().forEach(request::header);
    HttpResponse<byte[]> answer = exchange(request.build());
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      format.check(answer.body());
      return;
    }
    throw failure(status, answer);
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) throws DeliveryException {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), LONGEST_ANSWER));
    try {
      return exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw DeliveryException.away("no answer within " + limit.toSeconds() + " s");
    } catch (ExecutionException e) {
      // The exception's own words may have the address, which often is a secret.
      throw DeliveryException.away(
          "it can't be reached: " + e.getCause().getClass().getSimpleName());
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw DeliveryException.away("interrupted");
    }
  }

  private static DeliveryException failure(int status, HttpResponse<byte[]> answer) {
    String message = "it answered " + status;
    return switch (status) {
      case 400, 413, 422 -> DeliveryException.refused(message);
      case 301, 302, 303, 307, 308 ->
          DeliveryException.away(message + ": redirects are not followed, set the final address");
      case 429, 503 ->
          answer
              .headers()
              .firstValue("Retry-After")
              .filter(value -> value.matches("[0-9]{1,6}"))
              .map(value -> Math.min(Long.parseLong(value), LONGEST_RETRY_AFTER))
              .map(seconds -> DeliveryException.busy(message, Duration.ofSeconds(seconds)))
              .orElseGet(() -> DeliveryException.away(message));
      default -> DeliveryException.away(message);
    };
  }
}
