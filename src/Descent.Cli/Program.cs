using Descent.Notebooks.Kernel;
using Descent.Notebooks.Running;

// A kernel's process starts here, before anything else is loaded.
if (args is [KernelHost.Argument, var commands, var events])
    return KernelHost.Run(commands, events);

var results = Runner.Run(NotebookFinder.Find(args.Skip(1)), new RunOptions(), KernelCommand.ThisProgram());
foreach (var r in results)
    Console.WriteLine($"{r.Status} {r.Path} {r.Duration.TotalMilliseconds:0} ms {r.Failure?.Cell}:{r.Failure?.Line} {r.Failure?.Message}\n{r.Failure?.Details}");
return (int)results.Max(result => result.Status);
