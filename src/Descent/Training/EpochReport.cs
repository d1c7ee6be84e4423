namespace Descent;

/// <summary>What one epoch, one pass over the training set, came to.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainLoss">
/// The mean loss of the epoch's batches, each before its step: the weights were still changing, and layers such as
/// dropout in training mode. So the first epochs' training loss can lie above the validation loss.
/// </param>
/// <param name="ValidationLoss">The mean loss over the validation set after the epoch, in evaluation mode; null without one.</param>
/// <param name="TrainMetric">The metric of the same outputs as <paramref name="TrainLoss"/>; null without a metric.</param>
/// <param name="ValidationMetric">The metric over the validation set after the epoch; null without either.</param>
/// <param name="LearningRate">The one of the epoch, before a schedule changes it for the next.</param>
/// <param name="Seconds">Time of the epoch, validation included.</param>
public sealed record EpochReport(
    int Epoch,
    double TrainLoss,
    double? ValidationLoss,
    double? TrainMetric,
    double? ValidationMetric,
    double LearningRate,
    double Seconds);
