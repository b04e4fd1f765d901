package dev.drover.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An RSA public key out of a PEM file, as {@code openssl rsa -pubout} writes it. */
final class PublicKeyFile implements ITypeConverter<RSAPublicKey> {

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  @Override
  public RSAPublicKey convert(String file) {
    try {
      String pem = Files.readString(Path.of(file));
      int begin = pem.indexOf(BEGIN);
      int end = pem.indexOf(END);
      if (begin < 0 || end < begin) {
        throw new TypeConversionException(
            "%s holds no '%s'; make one of a private key with: openssl rsa -in private.pem -pubout"
                .formatted(file, BEGIN));
      }
      byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
    } catch (IOException e) {
      throw new TypeConversionException("cannot read " + file + ": " + e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new TypeConversionException(file + " holds no RSA public key: " + e.getMessage());
    }
  }
}
