package io.faden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PersonNameTest {
  @Test
  void theSameNameFitsHoweverItIsWritten() {
    assertEquals("yes", PersonName.fits("Jürgen Böttcher", "Juergen Boettcher"));
    assertEquals("yes", PersonName.fits("Böttcher, Jürgen", "Jürgen Böttcher"));
    assertEquals("yes", PersonName.fits("Herrn Dr. JÜRGEN BÖTTCHER", "Jürgen Böttcher"));
    assertEquals("yes", PersonName.fits("Şule Yıldız", "Sule Yıldız"));
  }

  @Test
  void anInitialOrNoGivenNameFitsPerhaps() {
    assertEquals("maybe", PersonName.fits("K. Brodersen", "Käthe Brodersen"));
    assertEquals("maybe", PersonName.fits("Brodersen", "Käthe Brodersen"));
    assertEquals("maybe", PersonName.fits("Familie Brodersen", "Käthe Brodersen"));
    assertEquals("maybe", PersonName.fits("Käthe Maria Brodersen", "Käthe Brodersen"));
  }

  @Test
  void anotherGivenOrFamilyNameDoesNotFit() {
    assertEquals("no", PersonName.fits("Karsten Brodersen", "Käthe Brodersen"));
    assertEquals("no", PersonName.fits("Käthe Hansen", "Käthe Brodersen"));
    assertEquals("no", PersonName.fits("", "Käthe Brodersen"));
    assertEquals("no", PersonName.fits("Käthe Brodersen", ""));
    assertEquals("no", PersonName.fits("Frau", "Frau"));
  }
}
