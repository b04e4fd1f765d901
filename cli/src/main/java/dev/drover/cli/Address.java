package dev.drover.cli;

import dev.drover.ClientOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Refuses a bad address as wrong usage. */
final class Address implements ITypeConverter<ClientOptions> {
  @Override
  public ClientOptions convert(String value) {
    try {
      return ClientOptions.of(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
