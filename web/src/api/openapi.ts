// Generated from the routes of the gateway by `npm run gen:api`; not to be edited.

export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The web page */
        get: operations["getPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The web page, opened at the account */
        get: operations["getAccountPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the services that take tasks stand */
        get: operations["listStages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stages/{stage}/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a service take no more tasks, or take them again; what is in hand is finished */
        post: operations["drainStage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tasks that are stuck or have failed for good, of all projects */
        get: operations["listTroubledTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/tasks/{task}/requeue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a task tried again */
        post: operations["requeueTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Objects and bytes of each project in the store */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The changes that you made, the last first */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every change that you may see, as server-sent events: job with the job, labels with the project whose labels changed */
        get: operations["watchEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs of one project, or the newest of all that you may see */
        get: operations["listJobs"];
        put?: never;
        /** Start an import, a run, a training, a prediction, a map or an export */
        post: operations["createJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** State, progress and results of a job */
        get: operations["getJob"];
        put?: never;
        post?: never;
        /** Cancel a job */
        delete: operations["cancelJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Repeat what failed of a job, and only that */
        post: operations["retryJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, and what he may do */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every node class: what it does, its parameters as JSON Schema, its slots, examples */
        get: operations["listNodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An object with its facets: what each node gave for it */
        get: operations["getObject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects/{id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that was ever said of an object: class, status, author, model, time */
        get: operations["listLabelHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects/{id}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every step from the file to the object: nodes, versions, parameters, hashes, persons */
        get: operations["getLineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The projects that you may see */
        get: operations["listProjects"];
        put?: never;
        /** Make a project */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One project */
        get: operations["getProject"];
        put?: never;
        post?: never;
        /** Put a project into the trash, out of which it can be restored */
        delete: operations["deleteProject"];
        options?: never;
        head?: never;
        /** Change the name or the settings of a project; what is not given stays */
        patch: operations["updateProject"];
        trace?: never;
    };
    "/api/projects/{project}/bundles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bundles of a project, or of one run */
        get: operations["listBundles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/bundles/{bundle}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A bundle and what its check found */
        get: operations["getBundle"];
        put?: never;
        post?: never;
        /** Delete a file that was exported */
        delete: operations["deleteBundle"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/bundles/{bundle}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bundle itself, as a ZIP */
        get: operations["downloadBundle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check rows and stored bytes of a project, and the audit, against each other */
        post: operations["checkProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tree of classes */
        get: operations["listClasses"];
        put?: never;
        /** Add a class */
        post: operations["createClass"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/classes/{class}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a class */
        put: operations["updateClass"];
        post?: never;
        /** Delete a class that nothing uses */
        delete: operations["deleteClass"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/classes/{class}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the labels of a class, and the classes below it, to another class; it is then gone */
        post: operations["mergeClasses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/classes/add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add many classes, all or none; what is there stays */
        post: operations["addClasses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The collections of a project */
        get: operations["listCollections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/collections/{collection}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One collection */
        get: operations["getCollection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Give a collection another name, or read the names of its files by another pattern */
        patch: operations["updateCollection"];
        trace?: never;
    };
    "/api/projects/{project}/collections/{collection}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of a collection: what became of each, and why it was refused */
        get: operations["listFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/collections/{collection}/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The images of a collection by name */
        get: operations["listImages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/collections/{collection}/inspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a run of a graph over a collection would take in: images, their sizes, and which lack a pixel size that it needs */
        post: operations["inspectRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/collections/{collection}/sheet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows of the sheet: what persons said, and what names, tables and files say */
        get: operations["getSheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change cells by hand; all are taken or none */
        patch: operations["editSheet"];
        trace?: never;
    };
    "/api/projects/{project}/collections/{collection}/sheet/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed which cell, the newest first */
        get: operations["listSheetChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/collections/{collection}/sheet/pixel-size": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the pixel size of images with where it is known from; runs that exist keep theirs */
        put: operations["setPixelSize"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/graphs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest version of each graph of the project, and the templates */
        get: operations["listGraphs"];
        put?: never;
        /** Store a graph; the same name makes the next version */
        post: operations["putGraph"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/graphs/{graph}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A stored graph by its id, or a template by its name */
        get: operations["getGraph"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/graphs/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check a graph without storing it; the problem names the node or edge */
        post: operations["validateGraph"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/images/{image}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One image */
        get: operations["getImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Give metadata and pixel size by hand */
        patch: operations["updateImage"];
        trace?: never;
    };
    "/api/projects/{project}/images/{image}/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stored samples of a region: [channel][row][column], little-endian; x-argosy-dtype and x-argosy-shape say what they are */
        get: operations["getSamples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/images/{image}/summaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the nodes of a graph take from the whole image, cut to a part of it and packed as bytes */
        post: operations["summariseImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/intakes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The intakes of a project: those that wait for files, then the others, the newest first */
        get: operations["listIntakes"];
        put?: never;
        /** Open an intake: say what the files will be and what their names mean */
        post: operations["createIntake"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/intakes/{intake}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an intake is */
        get: operations["getIntake"];
        put?: never;
        post?: never;
        /** Give an intake up */
        delete: operations["deleteIntake"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/intakes/{intake}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of an intake, each with what became of it so far */
        get: operations["listIntakeFiles"];
        put?: never;
        /** List files that will come; with the last ones they are packed into parcels */
        post: operations["addIntakeFiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/intakes/{intake}/left-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse files that cannot be sent any more */
        post: operations["leaveOutFiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/intakes/{intake}/parcels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is sent in one upload each, and how far it is */
        get: operations["listParcels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/intakes/{intake}/parcels/{parcel}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One parcel with its files in the order in which they are packed */
        get: operations["getParcel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/label-actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Label, relabel and undo, in order and once
         * @description Each action names objects, or all that a filter lets through (an empty list: all of the run), or an action that it takes back. An action that is sent again is not done again. One that cannot be done has a problem in its result; those after it are done.
         */
        post: operations["applyLabelActions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Label objects, all or none */
        post: operations["setLabels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/labels/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Labels from a CSV or TSV: object or image and label, class, status, author
         * @description The body is the table itself, or JSON with the table in it.
         */
        post: operations["importLabels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/maps/{map}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A map of objects: how it was made, and where each object lies */
        get: operations["getMap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models of a project, newest first */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/models/{model}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A model: how well it does, what it looks at */
        get: operations["getModel"];
        put?: never;
        post?: never;
        /** Take a model out of the list; what it has predicted stays */
        delete: operations["deleteModel"];
        options?: never;
        head?: never;
        /** Rename a model, or predict with it from now on */
        patch: operations["updateModel"];
        trace?: never;
    };
    "/api/projects/{project}/models/{model}/judgements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The objects behind the cells of the confusion matrix */
        get: operations["listJudgements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The runs of a project, newest first */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A run with its plan: how each result was made */
        get: operations["getRun"];
        put?: never;
        post?: never;
        /** Delete a run that has ended */
        delete: operations["deleteRun"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/canonical": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that a run gave in a form that is equal for equal results */
        get: operations["downloadCanonical"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a run differs from another one: parameters that changed, and counts of objects, classes and dropped specks */
        get: operations["compareRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/column-spread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the values of a measurement spread over the objects of a run */
        get: operations["getColumnSpread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/dropped": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many specks of a run are no objects, by node and reason */
        get: operations["countDropped"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/feature-sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The measurements of a run: names, units, definitions */
        get: operations["listFeatureSets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The images of a run by name, with how many objects each gave and how many specks were dropped */
        get: operations["listRunImages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/images/{image}/dropped": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The specks of one image that are no objects: at most the first 1,000 for each reason, with box and area */
        get: operations["listDropped"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/images/{image}/labels.tif": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The label image of one image as 32-bit TIFF */
        get: operations["downloadLabels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/images/{image}/place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What lies at a place of an image: an object, or which step took it out and why */
        get: operations["explainPlace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/maps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The maps of the objects of a run, newest first */
        get: operations["listMaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The objects of a run: sorted and filtered by any column */
        get: operations["listObjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/objects.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All objects of a run with their measurements */
        get: operations["downloadObjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/objects.csv-metadata.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Units and definitions of the columns of the table (CSV on the Web) */
        get: operations["downloadObjectsMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/objects/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many objects there are by class, status and author */
        get: operations["countObjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/objects/histogram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the values of a measurement are spread over the objects */
        get: operations["getHistogram"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/objects/scatter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How two measurements go together: single points where they are few, else how many objects lie in each cell */
        get: operations["getScatter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/runs/{run}/predictions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How sure the predictions of a run are, by class, of the objects that no person has labelled */
        get: operations["getPredictions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/sprites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The crops of many objects in one JPEG
         * @description The n-th crop, counted from 0, begins in the upper left corner of cell (n mod columns, n / columns). Its longer side fills the cell; with a scale it has that many pixels for each of the image, or as many as fit. Sides are rounded, and have one pixel at least.
         */
        get: operations["getSprite"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/training-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a training would learn from: objects by class, columns, and why it cannot be done */
        post: operations["previewTraining"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open an upload; Upload-Metadata has filename, kind tar for a tar of many files, and intake and parcel where it brings one */
        post: operations["createUpload"];
        delete?: never;
        /** What the upload protocol can do here */
        options: operations["describeUploads"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project}/uploads/{upload}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Give an upload up */
        delete: operations["deleteUpload"];
        options?: never;
        /** How far an upload is */
        head: operations["getUploadOffset-head"];
        /** Add bytes to an upload */
        patch: operations["continueUpload"];
        trace?: never;
    };
    "/api/projects/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much is in each project that you may see */
        get: operations["listProjectOverviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a password */
        post: operations["createSession"];
        /** Sign out */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The graphs that come with the program */
        get: operations["listTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your tokens for programs */
        get: operations["listTokens"];
        put?: never;
        /** Make a token for a program: for one project, with one role, for a time */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a token */
        delete: operations["deleteToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your deleted projects */
        get: operations["listTrash"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trash/{trashed}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a project of the trash for good: its rows and bytes in every service; the audit stays */
        delete: operations["purgeProject"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trash/{trashed}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a project out of the trash, with everything in it */
        post: operations["restoreProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All accounts */
        get: operations["listUsers"];
        put?: never;
        /** Make an account that signs in with a password */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/blobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file as it was imported */
        get: operations["downloadOriginal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/blobs/{id}_files/{level}/{tile}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A Deep Zoom tile: <col>_<row>.jpeg or .png */
        get: operations["getDziTile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/blobs/{id}.dzi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The Deep Zoom descriptor of an image */
        get: operations["getDzi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/blobs/{id}/gettile/{level}/{col}/{row}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same Deep Zoom tile under another address */
        get: operations["getTileByLevel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/blobs/{id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole image as a small JPEG */
        get: operations["getThumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/blobs/{id}/tiles/{z}/{x}/{y}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A tile: z = 0 is the whole image in one; y may end in @2x for twice the pixels */
        get: operations["getTile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process lives */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/masks/{id}.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mask of an object for an overlay: 1-bit PNG, transparent around it */
        get: operations["getMask"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/objects/{id}/crop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The crop of an object */
        get: operations["getCrop"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/p/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The web page, opened at a part of a project */
        get: operations["getProjectPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The database answers */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sign a browser in with the code that was printed at the start; the code counts once */
        get: operations["signIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/viewer/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The web page, opened at an image */
        get: operations["getViewer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/zarr/{id}/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of the OME-Zarr hierarchy of an image or of a stored array */
        get: operations["getZarrFile"];
        put?: never;
        post?: never;
        delete?: never;
        /** What other sites may ask for */
        options: operations["describeZarr"];
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getPage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getAccountPage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listStages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        stages: {
                            /** @description Whether nothing new is handed out. */
                            draining: boolean;
                            failed: number;
                            ready: number;
                            /** @description Tasks in hand. */
                            running: number;
                            stage: string;
                            waiting: number;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    drainStage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stage: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    draining: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        stages: {
                            /** @description Whether nothing new is handed out. */
                            draining: boolean;
                            failed: number;
                            ready: number;
                            /** @description Tasks in hand. */
                            running: number;
                            stage: string;
                            waiting: number;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listTroubledTasks: {
        parameters: {
            query?: {
                limit?: number;
                which?: "stuck" | "dead";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tasks: {
                            attempts: number;
                            id: string;
                            project: string;
                            /** @description BLOCKED, DRAINED, NOT_TAKEN, SILENT, WAITING, or why it failed. */
                            reason: string;
                            /** @description For how long. */
                            seconds: number;
                            stage: string;
                            state: string;
                            /** @description A resource, or tasks that failed; empty: nothing. */
                            waitingFor: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    requeueTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getUsage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        projects: {
                            bytes: number;
                            objects: number;
                            owner: string;
                            project: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: {
                            at: string;
                            /** @description Name of the operation in this document. */
                            operation: string;
                            position: number;
                            /** @description Empty: none. */
                            project: string;
                            /** @description Address that it was done at. */
                            target: string;
                        }[];
                        /** @description Empty on the last page. */
                        nextCursor: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    watchEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before. */
                cursor?: string;
                kind?: "import" | "run" | "training" | "prediction" | "map" | "export";
                limit?: number;
                /** @description 26 characters of 0-9 and a-v. */
                project?: string;
                state?: "queued" | "running" | "waiting" | "done" | "failed" | "cancelled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        jobs: {
                            createdAt: string;
                            done: number;
                            etaSeconds?: number;
                            failed: number;
                            failedItems: {
                                name: string;
                                problem?: {
                                    code: string;
                                    detail: string;
                                    details?: {
                                        [key: string]: unknown;
                                    };
                                    /** @description What can be done. */
                                    hint?: string;
                                    reason: string;
                                    /** @description What the reason means, in a sentence. */
                                    title?: string;
                                };
                                stage: string;
                                task: string;
                            }[];
                            finishedAt: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            kind: string;
                            /** @description Addresses of the results. */
                            links?: {
                                [key: string]: string;
                            };
                            problem?: {
                                code: string;
                                detail: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                                /** @description What can be done. */
                                hint?: string;
                                reason: string;
                                /** @description What the reason means, in a sentence. */
                                title?: string;
                            };
                            /** @description 26 characters of 0-9 and a-v. */
                            project: string;
                            results: {
                                [key: string]: string;
                            };
                            reused: number;
                            stages: {
                                done: number;
                                etaSeconds?: number;
                                failed: number;
                                reused: number;
                                running: number;
                                seconds: number;
                                stage: string;
                                total: number;
                            }[];
                            startedAt: string;
                            /** @description queued, running, waiting, done, failed or cancelled */
                            state: string;
                            title: string;
                            total: number;
                            waitingFor: string;
                        }[];
                        /** @description Empty on the last page. */
                        nextCursor: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    createJob: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    collection?: string;
                    /** @description Absent: as the settings of the project say. */
                    dropOriginals?: boolean;
                    /** @description An intake that was received whole; its own settings hold. */
                    intake?: string;
                    /** @constant */
                    kind: "import";
                    metadata?: {
                        [key: string]: unknown;
                    };
                    /** @description CSV or TSV with metadata, joined by its key column. */
                    metadataTable?: string;
                    /** @description {cruise}_{station}_{depth:int}_{frame:int}.tif */
                    names?: string;
                    /** @description Files and folders of the machine; only for its owner. */
                    paths?: string[];
                    /** @description 26 characters of 0-9 and a-v. */
                    project: string;
                    uploads?: string[];
                } | {
                    /** @description 26 characters of 0-9 and a-v. */
                    collection: string;
                    /** @description Id of a stored graph, or the name of a template. */
                    graph: string;
                    /** @constant */
                    kind: "run";
                    /** @description Absent: the newest of the project. */
                    model?: string;
                    /** @description 26 characters of 0-9 and a-v. */
                    project: string;
                    /** @description A trial on a few images, without classes and bundles. */
                    sample?: {
                        /** @description How many. */
                        images: number;
                        /** @description Chooses them: the same seed gives the same images. */
                        seed: number;
                    };
                    /** @description Nodes whose results are wanted; none: all. */
                    targets?: string[];
                    title?: string;
                } | {
                    classes?: string[];
                    columns?: string[];
                    heldOut?: number;
                    /** @constant */
                    kind: "training";
                    /** @description Classes with fewer objects are left out. */
                    minPerClass?: number;
                    /** @description More runs whose labels teach; of the same pipeline. */
                    moreRuns?: string[];
                    /** @description 26 characters of 0-9 and a-v. */
                    project: string;
                    /** @description 26 characters of 0-9 and a-v. */
                    run: string;
                    seed?: number;
                    /** @description Absent: validated. */
                    statuses?: string[];
                    trees?: number;
                } | {
                    /** @constant */
                    kind: "prediction";
                    /** @description Absent: the active one. */
                    model?: string;
                    /** @description 26 characters of 0-9 and a-v. */
                    project: string;
                    /** @description 26 characters of 0-9 and a-v. */
                    run: string;
                    /** @default false */
                    unlabelledOnly?: boolean;
                } | {
                    /** @description Absent: all but positions in the image. */
                    columns?: string[];
                    /** @constant */
                    kind: "map";
                    /**
                     * @description How close objects that are alike may come to lie.
                     * @default 0.1
                     */
                    minDist?: number;
                    /**
                     * @description How many objects around each one count: the more, the more of the whole and the less of detail is kept.
                     * @default 15
                     */
                    neighbours?: number;
                    /** @description 26 characters of 0-9 and a-v. */
                    project: string;
                    /** @description 26 characters of 0-9 and a-v. */
                    run: string;
                    /** @default 1 */
                    seed?: number;
                } | {
                    classes?: string[];
                    columns?: string[];
                    /** @description What is written, by these choices; absent: what the run's own pipeline exports. */
                    format?: "ecotaxa" | "csv" | "masks";
                    images?: string[];
                    /** @constant */
                    kind: "export";
                    /** @description Of the file, without its ending. */
                    name?: string;
                    /** @description 26 characters of 0-9 and a-v. */
                    project: string;
                    /** @description 26 characters of 0-9 and a-v. */
                    run: string;
                    /** @description An empty one stands for objects that nobody has classified. */
                    statuses?: string[];
                    /** @description Nodes whose results are wanted; none: all. */
                    targets?: string[];
                    /** @default false */
                    withoutPredictions?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        done: number;
                        etaSeconds?: number;
                        failed: number;
                        failedItems: {
                            name: string;
                            problem?: {
                                code: string;
                                detail: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                                /** @description What can be done. */
                                hint?: string;
                                reason: string;
                                /** @description What the reason means, in a sentence. */
                                title?: string;
                            };
                            stage: string;
                            task: string;
                        }[];
                        finishedAt: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        kind: string;
                        /** @description Addresses of the results. */
                        links?: {
                            [key: string]: string;
                        };
                        problem?: {
                            code: string;
                            detail: string;
                            details?: {
                                [key: string]: unknown;
                            };
                            /** @description What can be done. */
                            hint?: string;
                            reason: string;
                            /** @description What the reason means, in a sentence. */
                            title?: string;
                        };
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        results: {
                            [key: string]: string;
                        };
                        reused: number;
                        stages: {
                            done: number;
                            etaSeconds?: number;
                            failed: number;
                            reused: number;
                            running: number;
                            seconds: number;
                            stage: string;
                            total: number;
                        }[];
                        startedAt: string;
                        /** @description queued, running, waiting, done, failed or cancelled */
                        state: string;
                        title: string;
                        total: number;
                        waitingFor: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        done: number;
                        etaSeconds?: number;
                        failed: number;
                        failedItems: {
                            name: string;
                            problem?: {
                                code: string;
                                detail: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                                /** @description What can be done. */
                                hint?: string;
                                reason: string;
                                /** @description What the reason means, in a sentence. */
                                title?: string;
                            };
                            stage: string;
                            task: string;
                        }[];
                        finishedAt: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        kind: string;
                        /** @description Addresses of the results. */
                        links?: {
                            [key: string]: string;
                        };
                        problem?: {
                            code: string;
                            detail: string;
                            details?: {
                                [key: string]: unknown;
                            };
                            /** @description What can be done. */
                            hint?: string;
                            reason: string;
                            /** @description What the reason means, in a sentence. */
                            title?: string;
                        };
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        results: {
                            [key: string]: string;
                        };
                        reused: number;
                        stages: {
                            done: number;
                            etaSeconds?: number;
                            failed: number;
                            reused: number;
                            running: number;
                            seconds: number;
                            stage: string;
                            total: number;
                        }[];
                        startedAt: string;
                        /** @description queued, running, waiting, done, failed or cancelled */
                        state: string;
                        title: string;
                        total: number;
                        waitingFor: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        done: number;
                        etaSeconds?: number;
                        failed: number;
                        failedItems: {
                            name: string;
                            problem?: {
                                code: string;
                                detail: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                                /** @description What can be done. */
                                hint?: string;
                                reason: string;
                                /** @description What the reason means, in a sentence. */
                                title?: string;
                            };
                            stage: string;
                            task: string;
                        }[];
                        finishedAt: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        kind: string;
                        /** @description Addresses of the results. */
                        links?: {
                            [key: string]: string;
                        };
                        problem?: {
                            code: string;
                            detail: string;
                            details?: {
                                [key: string]: unknown;
                            };
                            /** @description What can be done. */
                            hint?: string;
                            reason: string;
                            /** @description What the reason means, in a sentence. */
                            title?: string;
                        };
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        results: {
                            [key: string]: string;
                        };
                        reused: number;
                        stages: {
                            done: number;
                            etaSeconds?: number;
                            failed: number;
                            reused: number;
                            running: number;
                            seconds: number;
                            stage: string;
                            total: number;
                        }[];
                        startedAt: string;
                        /** @description queued, running, waiting, done, failed or cancelled */
                        state: string;
                        title: string;
                        total: number;
                        waitingFor: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    retryJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        done: number;
                        etaSeconds?: number;
                        failed: number;
                        failedItems: {
                            name: string;
                            problem?: {
                                code: string;
                                detail: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                                /** @description What can be done. */
                                hint?: string;
                                reason: string;
                                /** @description What the reason means, in a sentence. */
                                title?: string;
                            };
                            stage: string;
                            task: string;
                        }[];
                        finishedAt: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        kind: string;
                        /** @description Addresses of the results. */
                        links?: {
                            [key: string]: string;
                        };
                        problem?: {
                            code: string;
                            detail: string;
                            details?: {
                                [key: string]: unknown;
                            };
                            /** @description What can be done. */
                            hint?: string;
                            reason: string;
                            /** @description What the reason means, in a sentence. */
                            title?: string;
                        };
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        results: {
                            [key: string]: string;
                        };
                        reused: number;
                        stages: {
                            done: number;
                            etaSeconds?: number;
                            failed: number;
                            reused: number;
                            running: number;
                            seconds: number;
                            stage: string;
                            total: number;
                        }[];
                        startedAt: string;
                        /** @description queued, running, waiting, done, failed or cancelled */
                        state: string;
                        title: string;
                        total: number;
                        waitingFor: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        admin: boolean;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        /** @description May name files of the machine. */
                        local: boolean;
                        name: string;
                        /** @description Role in each project. */
                        projects: {
                            [key: string]: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listNodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        nodes: {
                            [key: string]: unknown;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getObject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        facets: {
                            array: string;
                            box?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            instance: string;
                            kind: string;
                            node: string;
                            slot: string;
                            t: number;
                            task: string;
                            values: {
                                [key: string]: number | null;
                            };
                            version: number;
                        }[];
                        /** Object */
                        object: {
                            area: number;
                            author: string;
                            box?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            centroidX: number;
                            centroidY: number;
                            children: string[];
                            class: string;
                            /** @description Class that a person gave; empty where only a model has spoken. */
                            classId: string;
                            crop?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            image: string;
                            label: number;
                            madeBy: string;
                            measures: {
                                [key: string]: number | null;
                            };
                            name: string;
                            parent: string;
                            probabilities: {
                                [key: string]: number | null;
                            };
                            /** @description 26 characters of 0-9 and a-v. */
                            project: string;
                            score?: number;
                            status: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listLabelHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: {
                            action: string;
                            at: string;
                            author: string;
                            class: string;
                            model: string;
                            origin: string;
                            score?: number;
                            status: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getLineage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        steps: {
                            at: string;
                            inputs: string[];
                            kind: string;
                            name: string;
                            parameters?: {
                                [key: string]: unknown;
                            };
                            person: string;
                            sha256: string;
                            version: number;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listProjects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        projects: {
                            createdAt: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            name: string;
                            role: "viewer" | "annotator" | "editor" | "owner";
                            settings: {
                                /** @description Whether files are kept as they came; default: yes. */
                                keepOriginals?: boolean;
                                /** @description Micrometres a pixel where an image states none. */
                                pixelSize?: number;
                                /** @description Template or graph that is offered first. */
                                template?: string;
                            };
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        name: string;
                        role: "viewer" | "annotator" | "editor" | "owner";
                        settings: {
                            /** @description Whether files are kept as they came; default: yes. */
                            keepOriginals?: boolean;
                            /** @description Micrometres a pixel where an image states none. */
                            pixelSize?: number;
                            /** @description Template or graph that is offered first. */
                            template?: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        name: string;
                        role: "viewer" | "annotator" | "editor" | "owner";
                        settings: {
                            /** @description Whether files are kept as they came; default: yes. */
                            keepOriginals?: boolean;
                            /** @description Micrometres a pixel where an image states none. */
                            pixelSize?: number;
                            /** @description Template or graph that is offered first. */
                            template?: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    deleteProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    updateProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    settings?: {
                        /** @description Whether files are kept as they came; default: yes. */
                        keepOriginals?: boolean;
                        /** @description Micrometres a pixel where an image states none. */
                        pixelSize?: number;
                        /** @description Template or graph that is offered first. */
                        template?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        name: string;
                        role: "viewer" | "annotator" | "editor" | "owner";
                        settings: {
                            /** @description Whether files are kept as they came; default: yes. */
                            keepOriginals?: boolean;
                            /** @description Micrometres a pixel where an image states none. */
                            pixelSize?: number;
                            /** @description Template or graph that is offered first. */
                            template?: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listBundles: {
        parameters: {
            query?: {
                /** @description 26 characters of 0-9 and a-v. */
                run?: string;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        bundles: {
                            author: string;
                            checks: {
                                /** @description What can be done. */
                                hint: string;
                                message: string;
                                rule: string;
                                /** @description What the rule asks for. */
                                sentence: string;
                                /** @description error or warning */
                                severity: string;
                                where: string;
                            }[];
                            /** @description Whether a person has chosen what goes into it; only such files are deleted alone. */
                            chosen: boolean;
                            createdAt: string;
                            findings: string[];
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            kind: string;
                            name: string;
                            /** @description What could not be written as it was given. */
                            notes: string[];
                            objects: number;
                            /** @description 26 characters of 0-9 and a-v. */
                            project: string;
                            run: string;
                            sha256: string;
                            size: number;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getBundle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                bundle: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        author: string;
                        checks: {
                            /** @description What can be done. */
                            hint: string;
                            message: string;
                            rule: string;
                            /** @description What the rule asks for. */
                            sentence: string;
                            /** @description error or warning */
                            severity: string;
                            where: string;
                        }[];
                        /** @description Whether a person has chosen what goes into it; only such files are deleted alone. */
                        chosen: boolean;
                        createdAt: string;
                        findings: string[];
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        kind: string;
                        name: string;
                        /** @description What could not be written as it was given. */
                        notes: string[];
                        objects: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        run: string;
                        sha256: string;
                        size: number;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    deleteBundle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                bundle: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    downloadBundle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                bundle: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    checkProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default false */
                    repair?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        checked: {
                            [key: string]: number;
                        };
                        findings: {
                            invariant: string;
                            message: string;
                            repaired: boolean;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listClasses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        classes: {
                            color: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            key: string;
                            name: string;
                            objects: number;
                            parent: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            project: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    createClass: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    color?: string;
                    /** @description Letter or digit that gives the class to an object. */
                    key?: string;
                    name: string;
                    /** @description Id of the class above; empty at the top. */
                    parent?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        color: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        key: string;
                        name: string;
                        objects: number;
                        parent: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    updateClass: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                class: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    color?: string;
                    /** @description Letter or digit that gives the class to an object. */
                    key?: string;
                    name: string;
                    /** @description Id of the class above; empty at the top. */
                    parent?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        color: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        key: string;
                        name: string;
                        objects: number;
                        parent: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    deleteClass: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                class: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    mergeClasses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                class: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description 26 characters of 0-9 and a-v. */
                    into: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        color: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        key: string;
                        name: string;
                        objects: number;
                        parent: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    addClasses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    classes: {
                        color?: string;
                        /** @description Letter or digit that gives the class to an object. */
                        key?: string;
                        /** @description A name, or one with those above it: Oithona<Copepoda. */
                        name: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        classes: {
                            color: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            key: string;
                            name: string;
                            objects: number;
                            parent: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            project: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listCollections: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        collections: {
                            createdAt: string;
                            files: number;
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            images: number;
                            metadata?: {
                                [key: string]: unknown;
                            };
                            name: string;
                            names: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            project: string;
                            refused: number;
                        }[];
                        /** @description Empty on the last page. */
                        nextCursor: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getCollection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                collection: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        files: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        images: number;
                        metadata?: {
                            [key: string]: unknown;
                        };
                        name: string;
                        names: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        refused: number;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    updateCollection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                collection: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    names?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        files: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        images: number;
                        metadata?: {
                            [key: string]: unknown;
                        };
                        name: string;
                        names: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        refused: number;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listFiles: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before. */
                cursor?: string;
                limit?: number;
                state?: "received" | "sniffed" | "decoded" | "ready" | "refused";
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                collection: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        files: {
                            /** @description 26 characters of 0-9 and a-v. */
                            collection: string;
                            format: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            kind: string;
                            path: string;
                            problem?: {
                                code: string;
                                detail: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                                /** @description What can be done. */
                                hint?: string;
                                reason: string;
                                /** @description What the reason means, in a sentence. */
                                title?: string;
                            };
                            sha256: string;
                            size: number;
                            state: string;
                        }[];
                        /** @description Empty on the last page. */
                        nextCursor: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listImages: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                collection: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        images: {
                            /** @description 26 characters of 0-9 and a-v. */
                            array: string;
                            channels: number;
                            /** @description 26 characters of 0-9 and a-v. */
                            collection: string;
                            colour: string;
                            dtype: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            file: string;
                            height: number;
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            levels: number;
                            metadata?: {
                                [key: string]: unknown;
                            };
                            name: string;
                            notes: string[];
                            pixelHeight?: number;
                            pixelSizeNote: string;
                            pixelSizeProvenance: string;
                            /** @description Micrometres; absent when not known. */
                            pixelWidth?: number;
                            /** @description 26 characters of 0-9 and a-v. */
                            project: string;
                            sha256: string;
                            t: number;
                            width: number;
                        }[];
                        /** @description Empty on the last page. */
                        nextCursor: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    inspectRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                collection: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Nodes and edges. */
                    definition: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        images: number;
                        lackingExamples: string[];
                        /** @description Images without a pixel size, where a parameter needs it. */
                        lackingPixelSize: number;
                        /** @description Nodes with parameters in micrometres. */
                        needsPixelSize: string[];
                        /** @description The most common first, at most 20. */
                        sizes: {
                            examples: string[];
                            height: number;
                            images: number;
                            width: number;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getSheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                collection: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description 26 characters of 0-9 and a-v. */
                        collection: string;
                        name: string;
                        rows: {
                            /** @description What names, tables and files say, by column: value where all images agree, else distinct, least, most. */
                            given: {
                                [key: string]: {
                                    [key: string]: unknown;
                                };
                            };
                            /** @description What persons said, by column. */
                            hand: {
                                [key: string]: string | number;
                            };
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            images: number;
                            pixelNote: string;
                            sample: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    editSheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                collection: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    edits: {
                        column: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        row: string;
                        /** @description As typed; empty: what the images say holds again. */
                        text: string;
                        /** @description What stood there by hand before. */
                        was: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            /** @description What names, tables and files say, by column: value where all images agree, else distinct, least, most. */
                            given: {
                                [key: string]: {
                                    [key: string]: unknown;
                                };
                            };
                            /** @description What persons said, by column. */
                            hand: {
                                [key: string]: string | number;
                            };
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            images: number;
                            pixelNote: string;
                            sample: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listSheetChanges: {
        parameters: {
            query?: {
                limit?: number;
                /** @description 26 characters of 0-9 and a-v. */
                row?: string;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                collection: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changes: {
                            after: string;
                            at: string;
                            author: string;
                            before: string;
                            column: string;
                            note: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            row: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    setPixelSize: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                collection: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    how: "person" | "template" | "scale bar";
                    /** @description What it was taken from, in words. */
                    note?: string;
                    /** @description Rows of the sheet; none: all. */
                    rows?: string[];
                    /** @description Micrometres. */
                    size: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        images: number;
                        rows: {
                            /** @description What names, tables and files say, by column: value where all images agree, else distinct, least, most. */
                            given: {
                                [key: string]: {
                                    [key: string]: unknown;
                                };
                            };
                            /** @description What persons said, by column. */
                            hand: {
                                [key: string]: string | number;
                            };
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            images: number;
                            pixelNote: string;
                            sample: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listGraphs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        graphs: {
                            createdAt: string;
                            definition?: {
                                [key: string]: unknown;
                            };
                            id: string;
                            name: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            project: string;
                            sha256: string;
                            template: boolean;
                            version: number;
                            warnings: string[];
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    putGraph: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Nodes and edges; see the templates. */
                    definition: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        definition?: {
                            [key: string]: unknown;
                        };
                        id: string;
                        name: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        sha256: string;
                        template: boolean;
                        version: number;
                        warnings: string[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getGraph: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                graph: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        definition?: {
                            [key: string]: unknown;
                        };
                        id: string;
                        name: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        sha256: string;
                        template: boolean;
                        version: number;
                        warnings: string[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    validateGraph: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Nodes and edges; see the templates. */
                    definition: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        definition?: {
                            [key: string]: unknown;
                        };
                        id: string;
                        name: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        sha256: string;
                        template: boolean;
                        version: number;
                        warnings: string[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                image: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description 26 characters of 0-9 and a-v. */
                        array: string;
                        channels: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        collection: string;
                        colour: string;
                        dtype: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        file: string;
                        height: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        levels: number;
                        metadata?: {
                            [key: string]: unknown;
                        };
                        name: string;
                        notes: string[];
                        pixelHeight?: number;
                        pixelSizeNote: string;
                        pixelSizeProvenance: string;
                        /** @description Micrometres; absent when not known. */
                        pixelWidth?: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        sha256: string;
                        t: number;
                        width: number;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    updateImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                image: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    metadata?: {
                        [key: string]: unknown;
                    };
                    /** @description Micrometres. */
                    pixelHeight?: number;
                    /** @description Micrometres. */
                    pixelWidth?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description 26 characters of 0-9 and a-v. */
                        array: string;
                        channels: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        collection: string;
                        colour: string;
                        dtype: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        file: string;
                        height: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        levels: number;
                        metadata?: {
                            [key: string]: unknown;
                        };
                        name: string;
                        notes: string[];
                        pixelHeight?: number;
                        pixelSizeNote: string;
                        pixelSizeProvenance: string;
                        /** @description Micrometres; absent when not known. */
                        pixelWidth?: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        sha256: string;
                        t: number;
                        width: number;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getSamples: {
        parameters: {
            query: {
                /** @description Pixels of the level. */
                height: number;
                /** @description 0: full resolution; each further level has half the pixels a side. */
                level?: number;
                /** @description Pixels of the level. */
                width: number;
                /** @description Pixels of the level. */
                x: number;
                /** @description Pixels of the level. */
                y: number;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                image: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    summariseImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                image: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Nodes and edges; parameters are those for the level. */
                    definition: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description 0: full resolution; each further level has half the pixels a side.
                     * @default 0
                     */
                    level?: number;
                    part: {
                        /** @description Pixels of the level. */
                        height: number;
                        /** @description Pixels of the level. */
                        width: number;
                        /** @description Pixels of the level. */
                        x: number;
                        /** @description Pixels of the level. */
                        y: number;
                    };
                    /** @description The graph with its parameters as a run takes them, where those of the definition are for another level than 0. */
                    unscaled?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listIntakes: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        intakes: {
                            author: string;
                            bytes: number;
                            collection: string;
                            collectionId: string;
                            createdAt: string;
                            /** @description Files by what became of them: queued, sending, received, sniffed, decoded, ready, refused. */
                            fates: {
                                [key: string]: number;
                            };
                            files: number;
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            job: string;
                            name: string;
                            names: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            project: string;
                            receivedBytes: number;
                            /** @description listing, sending or importing */
                            state: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    createIntake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    collection?: string;
                    /** @description Absent: as the project's settings say. */
                    dropOriginals?: boolean;
                    metadata?: {
                        [key: string]: unknown;
                    };
                    metadataTable?: string;
                    name: string;
                    names?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        author: string;
                        bytes: number;
                        collection: string;
                        collectionId: string;
                        createdAt: string;
                        /** @description Files by what became of them: queued, sending, received, sniffed, decoded, ready, refused. */
                        fates: {
                            [key: string]: number;
                        };
                        files: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        job: string;
                        name: string;
                        names: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        receivedBytes: number;
                        /** @description listing, sending or importing */
                        state: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getIntake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                intake: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        author: string;
                        bytes: number;
                        collection: string;
                        collectionId: string;
                        createdAt: string;
                        /** @description Files by what became of them: queued, sending, received, sniffed, decoded, ready, refused. */
                        fates: {
                            [key: string]: number;
                        };
                        files: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        job: string;
                        name: string;
                        names: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        receivedBytes: number;
                        /** @description listing, sending or importing */
                        state: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    deleteIntake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                intake: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listIntakeFiles: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                state?: "queued" | "sending" | "received" | "sniffed" | "decoded" | "ready" | "refused";
                text?: string;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                intake: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        files: {
                            modified: number;
                            n: number;
                            parcel: number;
                            path: string;
                            problem?: {
                                code: string;
                                detail: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                                /** @description What can be done. */
                                hint?: string;
                                reason: string;
                                /** @description What the reason means, in a sentence. */
                                title?: string;
                            };
                            size: number;
                            state: string;
                        }[];
                        total: number;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    addIntakeFiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                intake: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    complete: boolean;
                    files: {
                        /** @description Milliseconds since 1970. */
                        modified: number;
                        path: string;
                        size: number;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        author: string;
                        bytes: number;
                        collection: string;
                        collectionId: string;
                        createdAt: string;
                        /** @description Files by what became of them: queued, sending, received, sniffed, decoded, ready, refused. */
                        fates: {
                            [key: string]: number;
                        };
                        files: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        job: string;
                        name: string;
                        names: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        receivedBytes: number;
                        /** @description listing, sending or importing */
                        state: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    leaveOutFiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                intake: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    files: number[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        author: string;
                        bytes: number;
                        collection: string;
                        collectionId: string;
                        createdAt: string;
                        /** @description Files by what became of them: queued, sending, received, sniffed, decoded, ready, refused. */
                        fates: {
                            [key: string]: number;
                        };
                        files: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        job: string;
                        name: string;
                        names: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        receivedBytes: number;
                        /** @description listing, sending or importing */
                        state: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listParcels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                intake: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        parcels: {
                            bytes: number;
                            complete: boolean;
                            files: {
                                modified: number;
                                n: number;
                                parcel: number;
                                path: string;
                                problem?: {
                                    code: string;
                                    detail: string;
                                    details?: {
                                        [key: string]: unknown;
                                    };
                                    /** @description What can be done. */
                                    hint?: string;
                                    reason: string;
                                    /** @description What the reason means, in a sentence. */
                                    title?: string;
                                };
                                size: number;
                                state: string;
                            }[];
                            /** @description file or tar */
                            kind: string;
                            name: string;
                            offset: number;
                            parcel: number;
                            upload: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getParcel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                intake: string;
                parcel: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        bytes: number;
                        complete: boolean;
                        files: {
                            modified: number;
                            n: number;
                            parcel: number;
                            path: string;
                            problem?: {
                                code: string;
                                detail: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                                /** @description What can be done. */
                                hint?: string;
                                reason: string;
                                /** @description What the reason means, in a sentence. */
                                title?: string;
                            };
                            size: number;
                            state: string;
                        }[];
                        /** @description file or tar */
                        kind: string;
                        name: string;
                        offset: number;
                        parcel: number;
                        upload: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    applyLabelActions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    actions: {
                        /** @description Name or id; empty takes the label away; absent keeps the class. */
                        class?: string;
                        /** @description column:operator:value; operators eq ne lt le gt ge. Several eq of one column mean any of their values. */
                        filter?: string[];
                        id: string;
                        objects?: string[];
                        /** @description 26 characters of 0-9 and a-v. */
                        run?: string;
                        /** @description Greater than that of any action of this client before. */
                        sequence: number;
                        /** @default validated */
                        status?: "predicted" | "validated" | "dubious" | "discarded";
                        /** @description Action that is taken back; nothing else is given then. */
                        undoes?: string;
                    }[];
                    /** @description Made by each browser for itself. */
                    client: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: {
                            changed: number;
                            conflicting: string[];
                            conflicts: number;
                            id: string;
                            problem?: {
                                code: string;
                                detail: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                                /** @description What can be done. */
                                hint?: string;
                                reason: string;
                                /** @description What the reason means, in a sentence. */
                                title?: string;
                            };
                            /** @description Whether the action was done before; the numbers are then those of that time. */
                            repeatedBefore: boolean;
                            skipped: number;
                            unchanged: number;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    setLabels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default false */
                    createClasses?: boolean;
                    labels: {
                        /** @description Absent: you. */
                        author?: string;
                        /** @description Empty removes the label. */
                        class: string;
                        /** @description Id or name of an object. */
                        object: string;
                        /** @default validated */
                        status: "predicted" | "validated" | "dubious" | "discarded";
                    }[];
                    /** @description 26 characters of 0-9 and a-v. */
                    run?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: number;
                        refused: {
                            object: string;
                            problem?: {
                                code: string;
                                detail: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                                /** @description What can be done. */
                                hint?: string;
                                reason: string;
                                /** @description What the reason means, in a sentence. */
                                title?: string;
                            };
                            row: number;
                        }[];
                        unchanged: number;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    importLabels: {
        parameters: {
            query?: {
                createClasses?: boolean;
                /** @description 26 characters of 0-9 and a-v. */
                run?: string;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default false */
                    createClasses?: boolean;
                    /** @description 26 characters of 0-9 and a-v. */
                    run?: string;
                    table: string;
                };
                "text/csv": unknown;
                "text/tab-separated-values": unknown;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: number;
                        refused: {
                            object: string;
                            problem?: {
                                code: string;
                                detail: string;
                                details?: {
                                    [key: string]: unknown;
                                };
                                /** @description What can be done. */
                                hint?: string;
                                reason: string;
                                /** @description What the reason means, in a sentence. */
                                title?: string;
                            };
                            row: number;
                        }[];
                        unchanged: number;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getMap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                map: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * ObjectMap
                         * @description Objects laid out so that those whose measures are alike lie together. Objects can be filtered by its places: map.<id>.x, map.<id>.y.
                         */
                        map: {
                            author: string;
                            columns: string[];
                            createdAt: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            library: string;
                            /** @description Objects of the run when the map was asked for; of more than can be laid out a part is, spread evenly. */
                            measured: number;
                            /** @description umap, or components where there were too few objects for it: along their two main directions. */
                            method: string;
                            minDist: number;
                            neighbours: number;
                            objects: number;
                            /** @description 26 characters of 0-9 and a-v. */
                            project: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            run: string;
                            seed: number;
                            /** @description Of the places, x and y of each object in turn as 32-bit numbers. */
                            sha256: string;
                        };
                        objects: string[];
                        /** @description In the order of the objects. */
                        x: number[];
                        /** @description In the order of the objects. */
                        y: number[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        models: {
                            accuracyHigh?: number;
                            /** @description 95 % interval of the accuracy on held-out objects (Wilson). */
                            accuracyLow?: number;
                            /** @description Whether new runs predict with it. */
                            active: boolean;
                            author: string;
                            classes: string[];
                            /** @description Objects learnt from, in the order of classes. */
                            classObjects: number[];
                            columns: string[];
                            /** @description Rows: true class, columns: predicted class, in the order of classes. */
                            confusion: number[];
                            createdAt: string;
                            heldOutAccuracy: number | null;
                            heldOutObjects: number;
                            heldOutShare: number;
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            importances: {
                                column: string;
                                value: number | null;
                            }[];
                            name: string;
                            objects: number;
                            outOfBagAccuracy: number | null;
                            outOfBagConfusion: number[];
                            /** @description 26 characters of 0-9 and a-v. */
                            project: string;
                            runs: string[];
                            seed: number;
                            sha256: string;
                            trees: number;
                            version: number;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                model: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accuracyHigh?: number;
                        /** @description 95 % interval of the accuracy on held-out objects (Wilson). */
                        accuracyLow?: number;
                        /** @description Whether new runs predict with it. */
                        active: boolean;
                        author: string;
                        classes: string[];
                        /** @description Objects learnt from, in the order of classes. */
                        classObjects: number[];
                        columns: string[];
                        /** @description Rows: true class, columns: predicted class, in the order of classes. */
                        confusion: number[];
                        createdAt: string;
                        heldOutAccuracy: number | null;
                        heldOutObjects: number;
                        heldOutShare: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        importances: {
                            column: string;
                            value: number | null;
                        }[];
                        name: string;
                        objects: number;
                        outOfBagAccuracy: number | null;
                        outOfBagConfusion: number[];
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        runs: string[];
                        seed: number;
                        sha256: string;
                        trees: number;
                        version: number;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    deleteModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                model: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    updateModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                model: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    active?: true;
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accuracyHigh?: number;
                        /** @description 95 % interval of the accuracy on held-out objects (Wilson). */
                        accuracyLow?: number;
                        /** @description Whether new runs predict with it. */
                        active: boolean;
                        author: string;
                        classes: string[];
                        /** @description Objects learnt from, in the order of classes. */
                        classObjects: number[];
                        columns: string[];
                        /** @description Rows: true class, columns: predicted class, in the order of classes. */
                        confusion: number[];
                        createdAt: string;
                        heldOutAccuracy: number | null;
                        heldOutObjects: number;
                        heldOutShare: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        importances: {
                            column: string;
                            value: number | null;
                        }[];
                        name: string;
                        objects: number;
                        outOfBagAccuracy: number | null;
                        outOfBagConfusion: number[];
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        runs: string[];
                        seed: number;
                        sha256: string;
                        trees: number;
                        version: number;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listJudgements: {
        parameters: {
            query?: {
                actual?: string;
                basis?: "held-out" | "out-of-bag";
                /** @description nextCursor of the page before. */
                cursor?: string;
                limit?: number;
                predicted?: string;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                model: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        judgements: {
                            actual: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            object: string;
                            predicted: string;
                            score: number;
                        }[];
                        /** @description Empty on the last page. */
                        nextCursor: string;
                    } & {
                        total: number;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description 26 characters of 0-9 and a-v. */
                collection?: string;
                /** @description nextCursor of the page before. */
                cursor?: string;
                limit?: number;
                /** @description Also trials on a few images. */
                trials?: boolean;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Empty on the last page. */
                        nextCursor: string;
                        runs: {
                            /** @description 26 characters of 0-9 and a-v. */
                            collection: string;
                            createdAt: string;
                            graph: string;
                            graphName: string;
                            graphVersion: number;
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            images: number;
                            /** @description 26 characters of 0-9 and a-v. */
                            job: string;
                            model: string;
                            plan?: {
                                [key: string]: unknown;
                            };
                            /** @description 26 characters of 0-9 and a-v. */
                            project: string;
                            sample?: {
                                /** @description How many. */
                                images: number;
                                /** @description Chooses them: the same seed gives the same images. */
                                seed: number;
                            };
                            state: string;
                            tasksComputed: number;
                            tasksReused: number;
                            title: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description 26 characters of 0-9 and a-v. */
                        collection: string;
                        createdAt: string;
                        graph: string;
                        graphName: string;
                        graphVersion: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        images: number;
                        /** @description 26 characters of 0-9 and a-v. */
                        job: string;
                        model: string;
                        plan?: {
                            [key: string]: unknown;
                        };
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        sample?: {
                            /** @description How many. */
                            images: number;
                            /** @description Chooses them: the same seed gives the same images. */
                            seed: number;
                        };
                        state: string;
                        tasksComputed: number;
                        tasksReused: number;
                        title: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    deleteRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    downloadCanonical: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    compareRuns: {
        parameters: {
            query: {
                /** @description The other run: what was before. */
                since: string;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        counts: {
                            after: number;
                            before: number;
                            kind: string;
                            name: string;
                        }[];
                        parameters: {
                            after: string;
                            before: string;
                            node: string;
                            nodeClass: string;
                            parameter: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getColumnSpread: {
        parameters: {
            query: {
                column: string;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        definition: string;
                        /** @description 2 % of the values lie above. */
                        high?: number;
                        /** @description 2 % of the values lie below. */
                        low?: number;
                        max?: number;
                        median?: number;
                        min?: number;
                        unit: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    countDropped: {
        parameters: {
            query?: {
                /** @description 26 characters of 0-9 and a-v. */
                image?: string;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        counts: {
                            count: number;
                            /** @description How many images have any. */
                            images: number;
                            /** @description Images with most of them, at most 10. */
                            most: {
                                count: number;
                                /** @description 26 characters of 0-9 and a-v. */
                                image: string;
                                name: string;
                            }[];
                            node: string;
                            /** @description too_small, too_large, touches_border, outside_area or nested */
                            reason: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listFeatureSets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sets: {
                            columns: {
                                definition: string;
                                name: string;
                                unit: string;
                            }[];
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            name: string;
                            node: string;
                            version: number;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listRunImages: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        images: {
                            dropped: number;
                            height: number;
                            /** @description 26 characters of 0-9 and a-v. */
                            image: string;
                            name: string;
                            objects: number;
                            /** @description Of the work that looks for its objects: queued, running, waiting, done, failed or cancelled */
                            state: string;
                            width: number;
                        }[];
                        /** @description Empty on the last page. */
                        nextCursor: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listDropped: {
        parameters: {
            query?: {
                reason?: "too_small" | "too_large" | "touches_border" | "outside_area" | "nested";
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                image: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dropped: {
                            box?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            node: string;
                            reason: string;
                            /** @description Its area in pixels. */
                            value: number;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    downloadLabels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                image: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    explainPlace: {
        parameters: {
            query: {
                /** @description In pixels of the image. */
                x: number;
                /** @description In pixels of the image. */
                y: number;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                image: string;
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        box?: {
                            height: number;
                            width: number;
                            x: number;
                            y: number;
                        };
                        instance: string;
                        /** @description object, part_of_object, too_small, too_large, touches_border, outside_area, nested, background, removed, cut_off or not_run */
                        kind: string;
                        limit?: number;
                        node: string;
                        object: string;
                        parameter: string;
                        parameterTitle: string;
                        sentence: string;
                        title: string;
                        unit: string;
                        value?: number;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listMaps: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        maps: {
                            author: string;
                            columns: string[];
                            createdAt: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            library: string;
                            /** @description Objects of the run when the map was asked for; of more than can be laid out a part is, spread evenly. */
                            measured: number;
                            /** @description umap, or components where there were too few objects for it: along their two main directions. */
                            method: string;
                            minDist: number;
                            neighbours: number;
                            objects: number;
                            /** @description 26 characters of 0-9 and a-v. */
                            project: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            run: string;
                            seed: number;
                            /** @description Of the places, x and y of each object in turn as 32-bit numbers. */
                            sha256: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listObjects: {
        parameters: {
            query?: {
                /** @description Measurements to show, separated by commas. */
                columns?: string;
                /** @description nextCursor of the page before. */
                cursor?: string;
                descending?: boolean;
                /** @description column:operator:value; operators eq ne lt le gt ge. Several eq of one column mean any of their values. */
                filter?: string[];
                /** @description 26 characters of 0-9 and a-v. */
                image?: string;
                limit?: number;
                /** @description Place of the first one; for lists of which any part is shown. */
                offset?: number;
                /** @description The order that another part named: it stays while labels change. */
                order?: string;
                sort?: string;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        nextCursor: string;
                        objects: {
                            area: number;
                            author: string;
                            box?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            centroidX: number;
                            centroidY: number;
                            children: string[];
                            class: string;
                            /** @description Class that a person gave; empty where only a model has spoken. */
                            classId: string;
                            crop?: {
                                height: number;
                                width: number;
                                x: number;
                                y: number;
                            };
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            image: string;
                            label: number;
                            madeBy: string;
                            measures: {
                                [key: string]: number | null;
                            };
                            name: string;
                            parent: string;
                            probabilities: {
                                [key: string]: number | null;
                            };
                            /** @description 26 characters of 0-9 and a-v. */
                            project: string;
                            score?: number;
                            status: string;
                        }[];
                        order: string;
                        total: number;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    downloadObjects: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    downloadObjectsMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    countObjects: {
        parameters: {
            query?: {
                /** @description column:operator:value; operators eq ne lt le gt ge. Several eq of one column mean any of their values. */
                filter?: string[];
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        authors: {
                            /** @description As labels have it; empty for none. */
                            name: string;
                            objects: number;
                            title: string;
                        }[];
                        classes: {
                            /** @description Empty for a predicted class that the tree does not have. */
                            id: string;
                            name: string;
                            objects: number;
                            validated: number;
                        }[];
                        statuses: {
                            /** @description Empty for none. */
                            name: string;
                            objects: number;
                        }[];
                        total: number;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getHistogram: {
        parameters: {
            query: {
                bins?: number;
                column: string;
                /** @description column:operator:value; operators eq ne lt le gt ge. Several eq of one column mean any of their values. */
                filter?: string[];
                /** @description End of the last bin; absent: the greatest value. */
                high?: number;
                /** @description Bins of equal width of the logarithm. */
                logarithmic?: boolean;
                /** @description Begin of the first bin; absent: the least value. */
                low?: number;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        counts: number[];
                        limits: number[];
                        missing: number;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getScatter: {
        parameters: {
            query: {
                /** @description column:operator:value; operators eq ne lt le gt ge. Several eq of one column mean any of their values. */
                filter?: string[];
                /** @description Most objects that are given singly. */
                points?: number;
                x: string;
                y: string;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Along x first, from the lowest y up. */
                        counts: number[];
                        missing: number;
                        points: {
                            class: string;
                            object: string;
                            x: number;
                            y: number;
                        }[];
                        xLimits: number[];
                        yLimits: number[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getPredictions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        classes: {
                            /** @description Objects without a label by score, in steps of 1 %; the last place is a score of 1. */
                            bins: number[];
                            class: string;
                        }[];
                        labelled: number;
                        model: string;
                        objects: number;
                        predicted: number;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getSprite: {
        parameters: {
            query: {
                /** @description Side of a cell in pixels. */
                cell?: number;
                columns?: number;
                /** @description 1 to 128 ids, separated by commas. */
                objects: string;
                /** @description 0: each crop as large as its cell. */
                scale?: number;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    previewTraining: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    classes?: string[];
                    columns?: string[];
                    /** @description Classes with fewer objects are left out. */
                    minPerClass?: number;
                    /** @description More runs whose labels teach; of the same pipeline. */
                    moreRuns?: string[];
                    /** @description 26 characters of 0-9 and a-v. */
                    run: string;
                    /** @description Absent: validated. */
                    statuses?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        classes: {
                            class: string;
                            learnt: boolean;
                            objects: number;
                        }[];
                        columns: string[];
                        objects: number;
                        problem?: {
                            code: string;
                            detail: string;
                            details?: {
                                [key: string]: unknown;
                            };
                            /** @description What can be done. */
                            hint?: string;
                            reason: string;
                            /** @description What the reason means, in a sentence. */
                            title?: string;
                        };
                        /** @description 26 characters of 0-9 and a-v. */
                        run: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    createUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    describeUploads: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    deleteUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    "getUploadOffset-head": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    continueUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                project: string;
                /** @description 26 characters of 0-9 and a-v. */
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listProjectOverviews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        overviews: {
                            images: number;
                            /** @description Objects that a person gave a class. */
                            labels: number;
                            /** @description Empty: none yet. */
                            lastActivity: string;
                            objects: number;
                            /** @description Id of the newest image with objects, or where none has any of the newest image; empty: none yet. */
                            picture: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            project: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        templates: {
                            [key: string]: unknown;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tokens: {
                            createdAt: string;
                            expiresAt: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            name: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            project: string;
                            role: "viewer" | "annotator" | "editor" | "owner";
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default 90 */
                    days: number;
                    name: string;
                    /** @description 26 characters of 0-9 and a-v. */
                    project: string;
                    role: "viewer" | "annotator" | "editor" | "owner";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        expiresAt: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        name: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        project: string;
                        role: "viewer" | "annotator" | "editor" | "owner";
                        /** @description Shown this once and never again. */
                        secret: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    deleteToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listTrash: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        projects: {
                            deletedAt: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            name: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    purgeProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                trashed: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    restoreProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                trashed: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        users: {
                            admin: boolean;
                            createdAt: string;
                            /** @description 26 characters of 0-9 and a-v. */
                            id: string;
                            name: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        admin: boolean;
                        createdAt: string;
                        /** @description 26 characters of 0-9 and a-v. */
                        id: string;
                        name: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    downloadOriginal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getDziTile: {
        parameters: {
            query?: {
                /** @description What decides the colours: object, class, or a column <set>.<measure>. */
                by?: string;
                /** @description Value of the column at the high end; of an image: the grey value that is shown as full brightness. */
                high?: number;
                /** @description Value of the column at the low end of the colours; of an image without labels: the grey value that is shown as black. */
                low?: number;
                /** @description 26 characters of 0-9 and a-v. */
                run?: string;
                /** @description All pixels of the objects, or only their outlines. */
                style?: "fill" | "outline";
            };
            header?: never;
            path: {
                id: string;
                level: string;
                tile: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getDzi: {
        parameters: {
            query?: {
                /** @description What decides the colours: object, class, or a column <set>.<measure>. */
                by?: string;
                format?: "jpeg" | "png";
                /** @description Value of the column at the high end; of an image: the grey value that is shown as full brightness. */
                high?: number;
                /** @description Value of the column at the low end of the colours; of an image without labels: the grey value that is shown as black. */
                low?: number;
                /** @description 26 characters of 0-9 and a-v. */
                run?: string;
                /** @description All pixels of the objects, or only their outlines. */
                style?: "fill" | "outline";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getTileByLevel: {
        parameters: {
            query?: {
                /** @description What decides the colours: object, class, or a column <set>.<measure>. */
                by?: string;
                format?: "jpeg" | "png";
                /** @description Value of the column at the high end; of an image: the grey value that is shown as full brightness. */
                high?: number;
                /** @description Value of the column at the low end of the colours; of an image without labels: the grey value that is shown as black. */
                low?: number;
                /** @description 26 characters of 0-9 and a-v. */
                run?: string;
                /** @description All pixels of the objects, or only their outlines. */
                style?: "fill" | "outline";
            };
            header?: never;
            path: {
                col: string;
                id: string;
                level: string;
                row: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getThumbnail: {
        parameters: {
            query?: {
                /** @description Longer side in pixels. */
                size?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getTile: {
        parameters: {
            query?: {
                /** @description What decides the colours: object, class, or a column <set>.<measure>. */
                by?: string;
                /** @description Tiles at the edge: filled up, in black or this colour, or cut. */
                edge?: string;
                format?: "jpeg" | "png";
                /** @description Value of the column at the high end; of an image: the grey value that is shown as full brightness. */
                high?: number;
                /** @description Value of the column at the low end of the colours; of an image without labels: the grey value that is shown as black. */
                low?: number;
                /** @description 26 characters of 0-9 and a-v. */
                run?: string;
                size?: 256 | 512;
                /** @description All pixels of the objects, or only their outlines. */
                style?: "fill" | "outline";
            };
            header?: never;
            path: {
                id: string;
                x: string;
                y: string;
                z: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getMask: {
        parameters: {
            query?: {
                /** @description 6 or 8 hexadecimal digits. */
                color?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getCrop: {
        parameters: {
            query?: {
                outline?: boolean;
                /** @description Longer side in pixels; 0: as it is. */
                size?: number;
            };
            header?: never;
            path: {
                /** @description 26 characters of 0-9 and a-v. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getProjectPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: string;
                    };
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    signIn: {
        parameters: {
            query: {
                code: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getViewer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    getZarrFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
    describeZarr: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        code: string;
                        detail: string;
                        details?: {
                            [key: string]: unknown;
                        };
                        hint?: string;
                        reason?: string;
                        status: number;
                        title: string;
                        traceId?: string;
                        type: string;
                    };
                };
            };
        };
    };
}
