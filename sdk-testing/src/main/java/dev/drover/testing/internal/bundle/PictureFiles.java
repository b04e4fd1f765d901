package dev.drover.testing.internal.bundle;

import dev.drover.testing.internal.bundle.model.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps pictures as they came: on the page they may be smaller. */
final class PictureFiles {

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  private final TestFolder folder;

  PictureFiles(TestFolder folder) {
    this.folder = folder;
  }

  List<Picture> save(List<Picture> taken) {
    List<Picture> saved = new ArrayList<>();
    for (int i = 0; i < taken.size(); i++) {
      saved.add(save(i + 1, taken.get(i)));
    }
    return List.copyOf(saved);
  }

  private Picture save(int number, Picture picture) {
    if (picture.image().length == 0) {
      return picture;
    }
    String name = FolderNames.ofFile("screen", number, picture.subject(), ending(picture.image()));
    try {
      Files.write(folder.file(name), picture.image());
      return picture.in(name);
    } catch (IOException e) {
      folder.trouble("a screenshot could not be kept in " + name, e);
      return picture;
    }
  }

  /** By what is in it, since some VMs send JPEG. */
  private static String ending(byte[] image) {
    if (image.length > 4 && Arrays.equals(PNG, 0, 4, image, 0, 4)) {
      return "png";
    }
    boolean jpeg = image.length > 2 && (image[0] & 0xFF) == 0xFF && (image[1] & 0xFF) == 0xD8;
    return jpeg ? "jpg" : "bin";
  }
}
