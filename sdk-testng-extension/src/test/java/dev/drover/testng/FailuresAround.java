package dev.drover.testng;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Scope;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterGroups;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.AfterSuite;
import org.testng.annotations.AfterTest;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeGroups;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.BeforeSuite;
import org.testng.annotations.BeforeTest;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Suites that fail in what TestNG does before and after their tests. */
final class FailuresAround {

  private FailuresAround() {}

  private static void fail(String where) {
    throw new AssertionError(where);
  }

  @DroverTest
  public static class BeforeTheSuite {
    @BeforeSuite
    public void setUp() {
      fail("in set-up");
    }

    @Test
    public void neverRuns(Vm vm) {}
  }

  @DroverTest
  public static class AfterTheSuite {
    @Test
    public void passes(Vm vm) {}

    @AfterSuite
    public void tearDown() {
      fail("in tear-down");
    }
  }

  @DroverTest
  public static class BeforeTests {
    @BeforeTest
    public void setUp() {
      fail("in set-up");
    }

    @Test
    public void neverRuns(Vm vm) {}
  }

  @DroverTest
  public static class AfterTests {
    @Test
    public void passes(Vm vm) {}

    @AfterTest
    public void tearDown() {
      fail("in tear-down");
    }
  }

  @DroverTest
  public static class BeforeTheGroup {
    @BeforeGroups("slow")
    public void setUp() {
      fail("in set-up");
    }

    @Test(groups = "slow")
    public void neverRuns(Vm vm) {}
  }

  @DroverTest
  public static class AfterTheGroup {
    @Test(groups = "slow")
    public void passes(Vm vm) {}

    @AfterGroups("slow")
    public void tearDown() {
      fail("in tear-down");
    }
  }

  @DroverTest
  public static class BeforeTheClass {
    @BeforeClass
    public void setUp() {
      fail("in set-up");
    }

    @Test
    public void neverRuns(Vm vm) {}
  }

  @DroverTest(scope = Scope.CLASS)
  public static class AfterTheSharingClass {
    @Test
    public void passes(Vm vm) {}

    @AfterClass
    public void tearDown() {
      fail("in tear-down");
    }
  }

  @DroverTest
  public static class AfterTheClass {
    @Test
    public void passes(Vm vm) {}

    @AfterClass
    public void tearDown() {
      fail("in tear-down");
    }
  }

  @DroverTest
  public static class BeforeTheMethod {
    @BeforeMethod
    public void setUp() {
      fail("in set-up");
    }

    @Test
    public void neverRuns(Vm vm) {}
  }

  @DroverTest
  public static class AfterTheMethod {
    @Test
    public void passes(Vm vm) {}

    @AfterMethod
    public void tearDown() {
      fail("in tear-down");
    }
  }

  @DroverTest
  public static class InConstructor {
    public InConstructor() {
      fail("in constructor");
    }

    @Test
    public void neverRuns(Vm vm) {}
  }

  @DroverTest
  public static class AtParameter {
    @Test
    public void neverRuns(Vm vm, Runnable nobodyHasThat) {}
  }

  @DroverTest
  public static class AtData {
    @DataProvider
    public Object[][] rows() {
      throw new IllegalStateException("in data");
    }

    @Test(dataProvider = "rows")
    public void neverRuns(Vm vm, String value) {}
  }
}
