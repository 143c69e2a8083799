package dev.tidemill.runtime.batch;

import static dev.tidemill.runtime.batch.Script.check;

import org.junit.jupiter.api.Test;

/** One scenario for each rule of {@link BatchMachine}; {@link Script} tells how to read them. */
class BatchMachineTest {
  @Test
  void aBatchIsAllocatedPlannedRunAndForgotten() {
    check(
        """
        tick 999
        tick 1000
          allocate 1000
        allocated 1000
          plan 1000
        planned 1000 0 1
          submit 1000
          run 1000 0
        ended 1000 0 ok
          run 1000 1
        ended 1000 1 ok
          complete 1000
          forget 1000
        """);
  }

  @Test
  void statesAreTakenFurtherBehindTheOutputsAndBeforeTheNextBatchRuns() {
    check(
        """
        tick 2000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        allocated 2000
        planned-with-states 1000 0
          submit 1000
          plan 2000
          run 1000 0
        planned-with-states 2000 0
          submit 2000
        ended 1000 0 ok
          settle 1000
        settled 1000 ok
          complete 1000
          run 2000 0
          forget 1000
        ended 2000 0 failed
          report 2000: ended 2000 0 failed
          settle 2000
        settled 2000 failed
          report 2000: settled 2000 failed
          complete 2000
        """);
  }

  @Test
  void whatABatchNeedsWhoseStatesFailedIsKeptUntilALaterOneHasTakenThemFurther() {
    check(
        """
        tick 3000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        allocated 2000
          allocate 3000
        planned-with-states 1000
          plan 2000
          settle 1000
        settled 1000 failed
          report 1000: settled 1000 failed
        plan-failed 2000 with states
          report 2000: plan-failed 2000 with states
        allocated 3000
          plan 3000
        planned-with-states 3000
          settle 3000
        settled 3000 ok
          forget 3000
        """);
  }

  @Test
  void statesThatFailAgainAndAgainStopTheContext() {
    check(
        """
        rules stateAttempts=2
        tick 2000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        planned-with-states 1000
          settle 1000
        settled 1000 failed
          report 1000: settled 1000 failed
        allocated 2000
          plan 2000
        planned-with-states 2000
          settle 2000
        settled 2000 failed
          report 2000: settled 2000 failed
          stop-sources
        sources-stopped
          end
        """);
  }

  @Test
  void aBatchOfStatesAloneIsNotSubmitted() {
    check(
        """
        tick 1000
          allocate 1000
        allocated 1000
          plan 1000
        planned-with-states 1000
          settle 1000
        settled 1000 ok
          forget 1000
        """);
  }

  @Test
  void theNextBatchIsAllocatedWhileTheFirstIsPlannedAndPlannedWhileTheFirstRuns() {
    check(
        """
        tick 1000
          allocate 1000
        tick 2000
        allocated 1000
          plan 1000
          allocate 2000
        allocated 2000
        tick 3000
          allocate 3000
        planned 1000 0
          submit 1000
          plan 2000
          run 1000 0
        planned 2000 0
          submit 2000
        ended 1000 0 ok
          complete 1000
          run 2000 0
        allocated 3000
          plan 3000
          forget 1000
        """);
  }

  @Test
  void aClockThatJumpsGivesEveryTimeItsBatchInOrder() {
    check(
        """
        tick 3500
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        planned 1000 0
          submit 1000
          run 1000 0
        allocated 2000
          plan 2000
          allocate 3000
        allocated 3000
        ended 1000 0 ok
          complete 1000
          forget 1000
        planned 2000 0
          submit 2000
          plan 3000
          run 2000 0
        planned 3000 0
          submit 3000
        ended 2000 0 ok
          complete 2000
          run 3000 0
          forget 2000
        ended 3000 0 ok
          complete 3000
          forget 3000
        """);
  }

  @Test
  void aClockThatIsSetBackNeitherRepeatsNorSkipsATime() {
    check(
        """
        tick 2000
          allocate 1000
        tick 500
        allocated 1000
          plan 1000
          allocate 2000
        tick 1999
        allocated 2000
        tick 3000
          allocate 3000
        """);
  }

  @Test
  void timesBeyondMaxPendingAreOwedAndBeginWhenThereIsRoom() {
    check(
        """
        rules maxPending=2
        tick 4000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        allocated 2000
        planned 1000 0
          submit 1000
          plan 2000
          run 1000 0
        planned 2000 0
          submit 2000
        tick 5000
        ended 1000 0 ok
          complete 1000
          run 2000 0
          forget 1000
          allocate 3000
        allocated 3000
          plan 3000
        ended 2000 0 ok
          complete 2000
          forget 2000
          allocate 4000
        """);
  }

  @Test
  void concurrentJobsRunOutputsOfOneAndOfSeveralBatchesAtOnce() {
    check(
        """
        rules concurrentJobs=3
        tick 2000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        allocated 2000
        planned 1000 0 1
          submit 1000
          plan 2000
          run 1000 0
          run 1000 1
        planned 2000 0 1
          submit 2000
          run 2000 0
        ended 2000 0 ok
          run 2000 1
        ended 1000 1 ok
        ended 2000 1 ok
          complete 2000
        ended 1000 0 ok
          complete 1000
          forget 2000
        """);
  }

  @Test
  void nothingIsForgottenBeforeEverythingUpToItIsOver() {
    check(
        """
        rules concurrentJobs=3
        tick 3000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        planned 1000 0
          submit 1000
          run 1000 0
        allocated 2000
          plan 2000
          allocate 3000
        allocated 3000
        planned 2000 0
          submit 2000
          plan 3000
          run 2000 0
        planned 3000 0
          submit 3000
          run 3000 0
        ended 3000 0 ok
          complete 3000
        ended 1000 0 ok
          complete 1000
          forget 1000
        ended 2000 0 ok
          complete 2000
          forget 3000
        """);
  }

  @Test
  void nothingIsForgottenWhileSourcesAreAsked() {
    check(
        """
        tick 1000
          allocate 1000
        allocated 1000
          plan 1000
        planned 1000 0
          submit 1000
          run 1000 0
        tick 2000
          allocate 2000
        ended 1000 0 ok
          complete 1000
        tick 3000
        allocated 2000
          plan 2000
          forget 1000
          allocate 3000
        """);
  }

  @Test
  void aBatchWithoutOutputsIsOverOnceItIsPlanned() {
    check(
        """
        tick 1000
          allocate 1000
        allocated 1000
          plan 1000
        planned 1000
          forget 1000
        """);
  }

  @Test
  void outputsAreKnownByTheirOwnNumbers() {
    check(
        """
        tick 1000
          allocate 1000
        allocated 1000
          plan 1000
        planned 1000 1 4
          submit 1000
          run 1000 1
        ended 1000 1 ok
          run 1000 4
        ended 1000 4 ok
          complete 1000
          forget 1000
        """);
  }

  @Test
  void aFailedPlanIsReportedAndDiscardsTheBatchOnly() {
    check(
        """
        tick 2000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        allocated 2000
        plan-failed 1000
          report 1000: plan-failed 1000
          plan 2000
          forget 1000
        planned 2000 0
          submit 2000
          run 2000 0
        """);
  }

  @Test
  void aFailedOutputIsReportedAndTheOthersOfItsBatchStillRun() {
    check(
        """
        tick 1000
          allocate 1000
        allocated 1000
          plan 1000
        planned 1000 0 1
          submit 1000
          run 1000 0
        ended 1000 0 failed
          report 1000: ended 1000 0 failed
          run 1000 1
        ended 1000 1 ok
          complete 1000
          forget 1000
        tick 2000
          allocate 2000
        """);
  }

  @Test
  void aFailedAllocationIsAskedAgainAtTheNextTickAndLaterBatchesWait() {
    check(
        """
        tick 1000
          allocate 1000
        allocation-failed 1000
          report 1000: allocation-failed 1000
        tick 1500
          allocate 1000
        tick 2000
        allocation-failed 1000
          report 1000: allocation-failed 1000
        tick 3000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        """);
  }

  @Test
  void withStopOnFailureAFailedOutputStopsAndItsBatchIsFinished() {
    check(
        """
        rules onFailure=stop
        tick 2000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        allocated 2000
        planned 1000 0 1
          submit 1000
          plan 2000
          run 1000 0
        ended 1000 0 failed
          report 1000: ended 1000 0 failed
          stop-sources
          drop 2000
          run 1000 1
        planned 2000 0
        sources-stopped
        tick 3000
        ended 1000 1 ok
          complete 1000
          forget 2000
          end
        """);
  }

  @Test
  void withStopOnFailureAFailedPlanStops() {
    check(
        """
        rules onFailure=stop
        tick 1000
          allocate 1000
        allocated 1000
          plan 1000
        plan-failed 1000
          report 1000: plan-failed 1000
          stop-sources
          forget 1000
        sources-stopped
          end
        """);
  }

  @Test
  void withStopOnFailureAFailedAllocationStops() {
    check(
        """
        rules onFailure=stop
        tick 1000
          allocate 1000
        allocation-failed 1000
          report 1000: allocation-failed 1000
          stop-sources
          drop 1000
          forget 1000
        sources-stopped
          end
        """);
  }

  @Test
  void aGracefulStopRunsOneLastBatchAtTheNextTimeOfTheGridWithoutWaitingForIt() {
    check(
        """
        tick 1000
          allocate 1000
        allocated 1000
          plan 1000
        planned 1000 0
          submit 1000
          run 1000 0
        stop graceful waiting
          stop-sources
          set-deadline 5000
        sources-stopped
          allocate 2000
        allocated 2000
          plan 2000
        planned 2000 0
          submit 2000
        ended 1000 0 ok
          complete 1000
          run 2000 0
          forget 1000
        tick 3000
        ended 2000 0 ok
          complete 2000
          forget 2000
          end
        """);
  }

  @Test
  void aGracefulStopWithoutAnyBatchRunsTheFirstOne() {
    check(
        """
        stop graceful waiting
          stop-sources
          set-deadline 5000
        sources-stopped
          allocate 1000
        allocated 1000
          plan 1000
        planned 1000
          forget 1000
          end
        """);
  }

  @Test
  void aGracefulStopSkipsNoTimeThatComesWhileTheSourcesStop() {
    check(
        """
        stop graceful inside
          stop-sources
          set-deadline 5000
        tick 2000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        planned 1000
        allocated 2000
          plan 2000
          forget 1000
        planned 2000
          forget 2000
        sources-stopped
          allocate 3000
        allocated 3000
          plan 3000
        planned 3000
          forget 3000
          end
        """);
  }

  @Test
  void aGracefulStopRunsTheOwedTimesBeforeTheLastBatch() {
    check(
        """
        rules maxPending=1
        tick 2000
          allocate 1000
        stop graceful waiting
          stop-sources
          set-deadline 5000
        sources-stopped
        allocated 1000
          plan 1000
        planned 1000
          forget 1000
          allocate 2000
        allocated 2000
          plan 2000
        planned 2000
          forget 2000
          allocate 3000
        allocated 3000
          plan 3000
        planned 3000
          forget 3000
          end
        """);
  }

  @Test
  void aGracefulStopWhoseAllocationFailsGivesUpAtTheDeadline() {
    check(
        """
        tick 1000
          allocate 1000
        allocation-failed 1000
          report 1000: allocation-failed 1000
        stop graceful waiting
          stop-sources
          set-deadline 5000
        sources-stopped
        tick 1100
          allocate 1000
        allocation-failed 1000
          report 1000: allocation-failed 1000
        deadline
          set-deadline 5000
        deadline
          overdue drain
          drop 1000
          drop 2000
          set-deadline 2000
          forget 2000
          end
        """);
  }

  @Test
  void aSecondGracefulStopChangesNothing() {
    check(
        """
        stop graceful waiting
          stop-sources
          set-deadline 5000
        stop graceful waiting
        stop graceful inside
        sources-stopped
          allocate 1000
        """);
  }

  @Test
  void aStopNowFinishesTheBatchesThatBeganAndDropsTheOthers() {
    check(
        """
        tick 2000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        allocated 2000
        planned 1000 0 1
          submit 1000
          plan 2000
          run 1000 0
        planned 2000 0
          submit 2000
        stop now inside
          stop-sources
          drop 2000
        ended 1000 0 ok
          run 1000 1
        tick 3000
        ended 1000 1 ok
          complete 1000
          forget 2000
        sources-stopped
          end
        """);
  }

  @Test
  void aStopNowOfAnIdleContextEndsWhenTheSourcesHaveStopped() {
    check(
        """
        stop now waiting
          stop-sources
          set-deadline 2000
        sources-stopped
          end
        tick 1000
        stop now waiting
        deadline
        """);
  }

  @Test
  void onlyAStopThatSomebodyWaitsForHasADeadline() {
    check(
        """
        stop now inside
          stop-sources
        stop now inside
        stop now waiting
          set-deadline 2000
        """);
  }

  @Test
  void stoppingAgainDoesNotPutOffTheDeadline() {
    check(
        """
        stop now waiting
          stop-sources
          set-deadline 2000
        stop now waiting
        stop graceful waiting
        deadline
          overdue sources
          interrupt
          end
        """);
  }

  @Test
  void whoWaitsGracefullyForAContextThatIsHaltingHasADeadlineToo() {
    check(
        """
        stop now inside
          stop-sources
        stop graceful inside
        stop graceful waiting
          set-deadline 10000
        stop now waiting
          set-deadline 2000
        """);
  }

  @Test
  void aStopEscalatesFromGracefulOverNowToAnInterrupt() {
    check(
        """
        tick 1000
          allocate 1000
        allocated 1000
          plan 1000
        planned 1000 0
          submit 1000
          run 1000 0
        stop graceful waiting
          stop-sources
          set-deadline 5000
        sources-stopped
          allocate 2000
        allocated 2000
          plan 2000
        stop now waiting
          drop 2000
          set-deadline 2000
        planned 2000 0
        deadline
          overdue outputs
          interrupt
          abandon 1000
          end
        ended 1000 0 failed
        """);
  }

  @Test
  void theDeadlineOfAGracefulStopTurnsItIntoAStopNow() {
    check(
        """
        tick 1000
          allocate 1000
        allocated 1000
          plan 1000
        planned 1000 0 1
          submit 1000
          run 1000 0
        stop graceful waiting
          stop-sources
          set-deadline 5000
        sources-stopped
          allocate 2000
        deadline
          set-deadline 5000
        deadline
          overdue drain
          drop 2000
          set-deadline 2000
        ended 1000 0 ok
          run 1000 1
        allocated 2000
        ended 1000 1 ok
          complete 1000
          forget 2000
          end
        """);
  }

  @Test
  void sourcesThatDoNotStopDoNotKeepWhatCameInFromBeingRun() {
    check(
        """
        tick 1000
          allocate 1000
        stop graceful waiting
          stop-sources
          set-deadline 5000
        allocated 1000
          plan 1000
        planned 1000
          forget 1000
        deadline
          overdue sources
          set-deadline 5000
          allocate 2000
        allocated 2000
          plan 2000
        planned 2000
          forget 2000
          end
        sources-stopped
        """);
  }

  @Test
  void theLastOfANumberOfBatchesStopsTheContextGracefully() {
    check(
        """
        rules lastBatch=2000
        tick 1000
          allocate 1000
        allocated 1000
          plan 1000
        planned 1000 0
          submit 1000
          run 1000 0
        tick 2000
        ended 1000 0 ok
          complete 1000
          stop-sources
          set-deadline 5000
          forget 1000
        tick 3000
        sources-stopped
          allocate 2000
        allocated 2000
          plan 2000
        planned 2000
          forget 2000
          end
        """);
  }

  @Test
  void whenTimesAreOwedTheLastBatchStillIsTheOneThatWasNamed() {
    check(
        """
        rules lastBatch=2000 maxPending=1
        tick 9000
          allocate 1000
        allocated 1000
          plan 1000
        planned 1000
          stop-sources
          set-deadline 5000
          forget 1000
        sources-stopped
          allocate 2000
        allocated 2000
          plan 2000
        planned 2000
          forget 2000
          end
        """);
  }

  @Test
  void aStopBeforeTheLastBatchDoesNotWaitForIt() {
    check(
        """
        rules lastBatch=9000
        stop graceful waiting
          stop-sources
          set-deadline 5000
        sources-stopped
          allocate 1000
        allocated 1000
          plan 1000
        planned 1000
          forget 1000
          end
        """);
  }

  @Test
  void stepsOfDroppedBatchesAreAwaitedButTheirAnswersIgnored() {
    check(
        """
        tick 2000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        stop now inside
          stop-sources
          drop 1000
          drop 2000
        sources-stopped
        plan-failed 1000
        allocation-failed 2000
          forget 2000
          end
        """);
  }

  @Test
  void aBatchThatWentWellIsDoneOnceBehindItsStates() {
    check(
        """
        rules maxParked=3
        tick 1000
          allocate 1000
        allocated 1000
          plan 1000
        planned-with-states 1000 0
          submit 1000
          run 1000 0
        ended 1000 0 ok
          settle 1000
        settled 1000 ok
          complete 1000
          done 1000
          forget 1000
        """);
  }

  @Test
  void aBatchWithoutJobsIsDoneWhenItIsPlanned() {
    check(
        """
        rules maxParked=3
        tick 1000
          allocate 1000
        allocated 1000
          plan 1000
        planned 1000
          done 1000
          forget 1000
        """);
  }

  @Test
  void aFailedBatchIsNeitherDoneNorForgottenWhileLaterOnesGoOn() {
    check(
        """
        rules maxParked=3
        tick 3000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        planned 1000 0
          submit 1000
          run 1000 0
        allocated 2000
          plan 2000
          allocate 3000
        allocated 3000
        ended 1000 0 ok
          complete 1000
          done 1000
          forget 1000
        planned 2000 0 1
          submit 2000
          plan 3000
          run 2000 0
        ended 2000 0 failed
          report 2000: ended 2000 0 failed
          run 2000 1
        ended 2000 1 ok
          complete 2000
        planned 3000
          done 3000
        """);
  }

  @Test
  void statesThatFailedLeaveTheirBatchUndone() {
    check(
        """
        rules maxParked=0
        tick 1000
          allocate 1000
        allocated 1000
          plan 1000
        planned-with-states 1000
          settle 1000
        settled 1000 failed
          report 1000: settled 1000 failed
          stop-sources
        sources-stopped
          end
        """);
  }

  @Test
  void moreFailedBatchesThanMayBeParkedStopTheContext() {
    check(
        """
        rules maxParked=1
        tick 4000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        plan-failed 1000
          report 1000: plan-failed 1000
        allocated 2000
          plan 2000
          allocate 3000
        planned 2000 0
          submit 2000
          run 2000 0
        allocated 3000
          plan 3000
          allocate 4000
        ended 2000 0 failed
          report 2000: ended 2000 0 failed
          complete 2000
          stop-sources
          drop 3000
          drop 4000
        planned 3000
        allocated 4000
        sources-stopped
          end
        """);
  }

  @Test
  void whatAStopDropsIsKeptForALaterProcessButNotCounted() {
    check(
        """
        rules maxParked=0
        tick 3000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        planned 1000 0
          submit 1000
          run 1000 0
        allocated 2000
          plan 2000
          allocate 3000
        stop now inside
          stop-sources
          drop 2000
          drop 3000
        allocated 3000
        plan-failed 2000
        sources-stopped
        ended 1000 0 ok
          complete 1000
          done 1000
          forget 1000
          end
        """);
  }

  @Test
  void batchesOfAnEarlierProcessAreFinishedFirstWithoutWhatWasDone() {
    check(
        """
        rules maxParked=3 zero=5000
        unfinished 2000 0 2
        unfinished 5000
        tick 6000
          plan 2000
          allocate 6000
        allocated 6000
        planned 2000 0 1 2
          submit 2000
          plan 5000
          run 2000 1
        ended 2000 1 ok
          complete 2000
          done 2000
          forget 4000
        planned 5000 0
          submit 5000
          plan 6000
          run 5000 0
        ended 5000 0 ok
          complete 5000
          done 5000
          forget 5000
        """);
  }

  @Test
  void ofABatchWhoseOutputsAreAllDoneOnlyTheStatesAreLeft() {
    check(
        """
        rules maxParked=3 zero=2000
        unfinished 1000 0 1
        unfinished 2000 0
        tick 2000
          plan 1000
        planned-with-states 1000 0 1
          plan 2000
          settle 1000
        planned 2000 0
          done 2000
        settled 1000 ok
          done 1000
          forget 2000
        """);
  }

  @Test
  void nothingBeginsOnceAnotherProcessHasTakenOver() {
    check(
        """
        rules maxParked=3 concurrentJobs=2
        tick 3000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        planned-with-states 1000 0 1 2
          submit 1000
          run 1000 0
          run 1000 1
        allocated 2000
          plan 2000
          allocate 3000
        superseded 3000
          report 3000: superseded 3000
          stop-sources
          drop 2000
          drop 3000
        ended 1000 0 ok
        planned 2000 0
        sources-stopped
        ended 1000 1 ok
          drop 1000
          end
        """);
  }

  @Test
  void aBatchThatHadBegunToItsLastJobWhenAnotherProcessTookOverIsDone() {
    check(
        """
        rules maxParked=3
        tick 2000
          allocate 1000
        allocated 1000
          plan 1000
          allocate 2000
        planned 1000 0
          submit 1000
          run 1000 0
        superseded 2000
          report 2000: superseded 2000
          stop-sources
          drop 2000
        ended 1000 0 ok
          complete 1000
          done 1000
          forget 1000
        sources-stopped
          end
        """);
  }
}
