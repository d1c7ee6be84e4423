using System.Runtime.InteropServices;

namespace Descent.Autodiff;

/// <summary>Reverse-mode differentiation: from a result back to every tensor it depends on, each operation once.</summary>
internal static class BackwardPass
{
    // A training step walks the same graph again and again: the lists stay. A pass takes them while it runs, so that one within
    // another has its own.
    [ThreadStatic]
    private static Lists? idle;

    private static long passes;

    public static void Run(Tensor root, Tensor gradient, bool retainGraph)
    {
        var lists = idle ?? new Lists([], []);
        idle = null;
        try
        {
            Sort(root.Creator, lists);
            Run(root, gradient, retainGraph, lists.Order);
        }
        finally
        {
            lists.Order.Clear();
            lists.Path.Clear();
            idle = lists;
        }
    }

    private static void Run(Tensor root, Tensor gradient, bool retainGraph, List<Operation> order)
    {
        // All checks come first: a refused backward pass leaves no half-added gradients behind.
        foreach (var operation in order)
            operation.CheckUnchanged();

        if (root.Creator is null)
        {
            Accumulate(root, gradient);
            return;
        }

        root.Creator.OutputGradient = gradient;
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var operation = order[i];
            var gradOutput = operation.OutputGradient!;
            var output = operation.Output!;
            if (output.RetainsGrad)
                Accumulate(output, gradOutput);

            var shared = operation.BeforeInputs(output, gradOutput);
            for (var input = 0; input < operation.Inputs.Length; input++)
            {
                if (operation.Inputs[input].RequiresGrad)
                    Differentiate(operation, input, output, shared);
            }

            if (shared != gradOutput)
                shared.Recycle();
            operation.OutputGradient = null;
            if (gradOutput != gradient)
                gradOutput.Recycle();
            if (!retainGraph)
                operation.Free();
        }
    }

    /// <summary>Writes an input's gradient where it belongs: into an empty place directly, else added to what is there.</summary>
    private static void Differentiate(Operation operation, int index, Tensor output, Tensor gradOutput)
    {
        var input = operation.Inputs[index];
        var place = input.Creator is null ? input.GradMemory : input.Creator.OutputGradient;
        var isEmpty = place is null || (input.Creator is null && input.GradIsZero);
        var target = isEmpty && place is not null ? place : Tensor.Empty(input.Shape, input.DType, input.Device);
        operation.Backward(index, output, gradOutput, target);

        if (isEmpty)
        {
            if (input.Creator is null)
                input.SetGrad(target);
            else
                input.Creator.OutputGradient = target;
        }
        else
        {
            input.Device.Backend.AddScaled(target, 1, place!);
            place!.Storage.Version++;
            target.Recycle();
        }
    }

    private static void Accumulate(Tensor tensor, Tensor gradient)
    {
        if (tensor.FilledGrad is not { } sum)
        {
            tensor.SetGrad(gradient.Clone());
            return;
        }

        tensor.Device.Backend.AddScaled(gradient, 1, sum);
        sum.Storage.Version++;
    }

    /// <summary>Orders operations so that each comes after those it depends on. Iterative: a long chain must not overflow the stack.</summary>
    private static void Sort(Operation? root, Lists lists)
    {
        if (root is null)
            return;

        var pass = Interlocked.Increment(ref passes);
        var (order, path) = (lists.Order, lists.Path);
        root.VisitedIn = pass;
        path.Add((root, 0));
        while (path.Count > 0)
        {
            ref var top = ref CollectionsMarshal.AsSpan(path)[^1];
            if (top.NextInput == top.Operation.Inputs.Length)
            {
                order.Add(top.Operation);
                path.RemoveAt(path.Count - 1);
            }
            else if (top.Operation.Inputs[top.NextInput++].Creator is { } creator && creator.VisitedIn != pass)
            {
                creator.VisitedIn = pass;
                path.Add((creator, 0));
            }
        }
    }

    private sealed record Lists(List<Operation> Order, List<(Operation Operation, int NextInput)> Path);
}
