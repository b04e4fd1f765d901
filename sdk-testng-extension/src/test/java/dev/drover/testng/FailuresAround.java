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

  @DroverTest
  abstract static class FailsBefore {
    @Test(groups = "slow")
    public void neverRuns(Vm vm) {}

    static void fail() {
      throw new AssertionError("in set-up");
    }
  }

  @DroverTest
  abstract static class FailsAfter {
    @Test(groups = "slow")
    public void passes(Vm vm) {}

    static void fail() {
      throw new AssertionError("in tear-down");
    }
  }

  public static class BeforeTheSuite extends FailsBefore {
    @BeforeSuite
    public void setUp() {
      fail();
    }
  }

  public static class BeforeTests extends FailsBefore {
    @BeforeTest
    public void setUp() {
      fail();
    }
  }

  public static class BeforeTheGroup extends FailsBefore {
    @BeforeGroups("slow")
    public void setUp() {
      fail();
    }
  }

  public static class BeforeTheClass extends FailsBefore {
    @BeforeClass
    public void setUp() {
      fail();
    }
  }

  public static class BeforeTheMethod extends FailsBefore {
    @BeforeMethod
    public void setUp() {
      fail();
    }
  }

  public static class AfterTheMethod extends FailsAfter {
    @AfterMethod
    public void tearDown() {
      fail();
    }
  }

  public static class AfterTheClass extends FailsAfter {
    @AfterClass
    public void tearDown() {
      fail();
    }
  }

  @DroverTest(scope = Scope.CLASS)
  public static class AfterTheSharingClass extends AfterTheClass {}

  @DroverTest(scope = Scope.CLASS)
  public static class AtTearDownsParameter extends FailsAfter {
    @AfterClass
    public void neverRuns(Vm nobodyMakesThat) {}
  }

  public static class AfterTheGroup extends FailsAfter {
    @AfterGroups("slow")
    public void tearDown() {
      fail();
    }
  }

  public static class AfterTests extends FailsAfter {
    @AfterTest
    public void tearDown() {
      fail();
    }
  }

  public static class AfterTheSuite extends FailsAfter {
    @AfterSuite
    public void tearDown() {
      fail();
    }
  }

  public static class InConstructor extends FailsBefore {
    public InConstructor() {
      throw new AssertionError("in constructor");
    }
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
