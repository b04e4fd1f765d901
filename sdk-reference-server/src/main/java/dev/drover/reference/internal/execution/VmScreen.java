package dev.drover.reference.internal.execution;

import dev.drover.reference.internal.screen.Picture;
import dev.drover.reference.internal.screen.Screen;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A VM's screen: what its screenshots show. */
final class VmScreen implements Screen {

  private static final long PATIENCE_SECONDS = 10;

  private final String vmId;
  private final Vms vms;
  private volatile @Nullable Picture last;

  VmScreen(String vmId, Vms vms) {
    this.vmId = vmId;
    this.vms = vms;
  }

  @Override
  public CompletableFuture<Picture> grab() {
    return vms.screenshot(vmId).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).thenApply(this::kept);
  }

  /** A still screen stays the same picture, which nobody encodes twice. */
  private Picture kept(byte[] encoded) {
    Picture former = last;
    if (former != null && former.isOf(encoded)) {
      return former;
    }
    Picture picture = Picture.of(encoded);
    last = picture;
    return picture;
  }
}
