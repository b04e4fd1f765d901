package dev.drover.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SubscriptionTest {

  private static final String SUBSCRIBE = "{'type':'subscribe_device','device_id':'d1'}";
  private static final String UNSUBSCRIBE = "{'type':'unsubscribe_device','device_id':'d1'}";

  private HandPlayedServer played;

  @BeforeEach
  void connect() throws Exception {
    played = HandPlayedServer.connected();
  }

  @AfterEach
  void close() {
    played.close();
  }

  @Test
  void isSentAtOnceAndEndsOnce() {
    Subscription subscription = played.client.subscribeDevice("d1");
    assertThat(subscription.isActive()).isTrue();

    subscription.close();
    subscription.close();

    assertThat(subscription.isActive()).isFalse();
    assertThat(played.sent()).containsExactly(SUBSCRIBE, UNSUBSCRIBE);
  }

  @Test
  void ofTheSameDeviceIsSentOnceAndEndsWithTheLast() {
    Subscription first = played.client.subscribeDevice("d1");
    Subscription second = played.client.subscribeDevice("d1");

    first.close();
    assertThat(second.isActive()).isTrue();
    assertThat(played.sent()).containsExactly(SUBSCRIBE);
    second.close();

    assertThat(played.sent()).containsExactly(SUBSCRIBE, UNSUBSCRIBE);
  }

  @Test
  void isEndedByUnsubscribing() {
    Subscription first = played.client.subscribeDevice("d1");
    Subscription second = played.client.subscribeDevice("d1");

    played.client.unsubscribeDevice("d1");
    played.client.unsubscribeDevice("d1");

    assertThat(first.isActive() || second.isActive()).isFalse();
    assertThat(played.sent()).containsExactly(SUBSCRIBE, UNSUBSCRIBE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DEVICE_DISCONNECTED", "NO_SUCH_DEVICE"})
  void isEndedByAnErrorThatNamesTheDevice(String code) {
    Subscription mine = played.client.subscribeDevice("d1");
    Subscription other = played.client.subscribeDevice("d2");

    played.says("{'type':'error','code':'%s','device_id':'d1'}".formatted(code));

    assertThat(mine.isActive()).isFalse();
    assertThat(other.isActive()).isTrue();
    assertThat(played.client.subscribeDevice("d1").isActive()).as("again").isTrue();
  }

  @Test
  void thatAnUnknownErrorEndsIsTakenBack() {
    played.client.subscribeDevice("d1");

    played.says("{'type':'error','code':'BATTERY_LOW','device_id':'d1'}");

    assertThat(played.sent()).containsExactly(SUBSCRIBE, UNSUBSCRIBE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MODULE_TIMEOUT", "PREVIEW_UNAVAILABLE", "RATE_LIMITED"})
  void isNotEndedByWhatDoesNotTakeTheDeviceAway(String code) {
    Subscription mine = played.client.subscribeDevice("d1");

    played.says("{'type':'error','code':'%s','device_id':'d1'}".formatted(code));

    assertThat(mine.isActive()).isTrue();
  }

  @Test
  void ofNothingIsAnError() {
    assertThatThrownBy(() -> played.client.subscribeDevice(" "))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
